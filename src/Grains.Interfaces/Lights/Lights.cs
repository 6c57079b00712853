namespace FuyangPlan.Lights;

/// <summary>红黄绿灯; blue means struck off (销号). Derived from the journal, never typed.</summary>
public enum Light { Blue, Green, Yellow, Red }

/// <summary>
/// Thresholds of the lights. Defaults follow the 10 and 30 percentage-point and the three-month thresholds of published district rules.
/// </summary>
/// <param name="YellowGap">Gap, in percentage points of planned minus verified, from which a light is yellow.</param>
/// <param name="RedGap">Gap above which it is red.</param>
/// <param name="RedFinishOverdueDays">Calendar days overdue from which it is red; from one day it is yellow.</param>
/// <param name="RedStartOverdueDays">Calendar days after the planned start, still not started, from which it is red; from one day it is yellow.</param>
/// <param name="StrikeOffWorkingDays">Working days without objection after which a verified task is struck off.</param>
/// <param name="ContestWorkingDays">Working days after issue within which the leader may contest.</param>
/// <param name="SlipForLeadingGroupDays">Slip in calendar days above which the leading group must approve an amendment.</param>
/// <param name="EvidenceFromPoints">A rise of at least this many percentage points needs evidence.</param>
/// <param name="OnSiteFromWeight">Weight from which verification must be on site.</param>
/// <param name="BackDatedAfterDays">Calendar days back after which what is reported is marked for the inspector, or refused where it must be recent.</param>
/// <param name="Indicators">Of indicators; the defaults where absent.</param>
[GenerateSerializer, Immutable, Alias("rule-set")]
public sealed record RuleSet(
    decimal YellowGap = 10,
    decimal RedGap = 30,
    int RedFinishOverdueDays = 31,
    int RedStartOverdueDays = 90,
    int StrikeOffWorkingDays = 5,
    int ContestWorkingDays = 5,
    int SlipForLeadingGroupDays = 30,
    decimal EvidenceFromPoints = 20,
    decimal OnSiteFromWeight = 10,
    int BackDatedAfterDays = 7,
    IndicatorThresholds? Indicators = null);

/// <summary>What is asked of indicators; part of a plan's rule set.</summary>
/// <param name="RedShortPercent">A value that misses its target makes yellow; one that misses it by more than this percent of it, red.</param>
/// <param name="YellowLateDays">A missing confirmed value makes yellow when the period, which has a target, has been over for more than so many days.</param>
/// <param name="RedLateDays">And red for more than so many.</param>
/// <param name="OutlierDeviations">Median absolute deviations from the median of the confirmed values beyond which a value waits for a second look.</param>
/// <param name="OutlierFromPoints">So many confirmed values there must be before one can stand out.</param>
/// <param name="OutlierFloorPercent">A deviation counts as at least this percent of the median, so that a calm series does not call everything odd.</param>
[GenerateSerializer, Immutable, Alias("indicator-thresholds")]
public sealed record IndicatorThresholds(
    decimal RedShortPercent = 5, int YellowLateDays = 30, int RedLateDays = 60,
    decimal OutlierDeviations = 3, int OutlierFromPoints = 4, decimal OutlierFloorPercent = 1)
{
    internal bool IsFit => RedShortPercent is >= 0 and <= 100 && YellowLateDays >= 0 && RedLateDays >= YellowLateDays && RedLateDays <= 3650
        && OutlierDeviations is > 0 and <= 1000 && OutlierFromPoints is >= 2 and <= 1000 && OutlierFloorPercent is >= 0 and <= 100;
}

/// <summary>Why a light has its colour: every input, and the sentence that says it.</summary>
/// <param name="Light">The colour.</param>
/// <param name="On">The day it was judged for, +08:00.</param>
/// <param name="Planned">Percent that the baseline asks for on that day.</param>
/// <param name="Reported">Percent reported, verified or not.</param>
/// <param name="Verified">Percent verified.</param>
/// <param name="Gap">Planned minus verified, percentage points.</param>
/// <param name="OverdueDays">Calendar days that the current gate is overdue; 0 when it is not.</param>
/// <param name="Gate">Title of the gate that is overdue.</param>
/// <param name="Why">The Chinese sentence.</param>
[GenerateSerializer, Immutable, Alias("light-reasons")]
public sealed record LightReasons(
    Light Light, DateOnly On, decimal Planned, decimal Reported, decimal Verified, decimal Gap, int OverdueDays, string? Gate, string Why);

/// <summary>The colour of a closed month; it never changes again.</summary>
/// <param name="Month">First day of the month.</param>
/// <param name="Light">Colour at the month's end; null when no baseline existed.</param>
/// <param name="Planned">Planned percent at the month's end.</param>
/// <param name="Reported">Reported percent.</param>
/// <param name="Verified">Verified percent.</param>
[GenerateSerializer, Immutable, Alias("closed-month")]
public sealed record ClosedMonth(DateOnly Month, Light? Light, decimal Planned, decimal Reported, decimal Verified);
