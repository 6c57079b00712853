using FuyangPlan.Enterprises;
using FuyangPlan.Indicators;
using FuyangPlan.Leads;
using FuyangPlan.ResourcePools;

namespace FuyangPlan.Plans;

/// <summary>
/// The numbers that a district may want to change (规则集). What was decided by them keeps what it was decided by: events carry outcomes, and no fold
/// reads a threshold. Defaults of the lights follow the 10 and 30 percentage-point and the three-month thresholds of published district rules.
/// </summary>
/// <param name="YellowGap">Gap, in percentage points of planned minus verified, from which a light is yellow.</param>
/// <param name="RedGap">Gap above which it is red.</param>
/// <param name="RedFinishOverdueDays">Calendar days overdue from which it is red; from one day it is yellow.</param>
/// <param name="RedStartOverdueDays">Calendar days after the planned start, still not started, from which it is red; from one day it is yellow.</param>
/// <param name="StrikeOffWorkingDays">Working days without objection after which a verified task is struck off.</param>
/// <param name="ContestWorkingDays">Working days after issue within which the leader may contest.</param>
/// <param name="SlipForLeadingGroupDays">Slip in calendar days, against what was promised first, above which the leading group must approve an amendment.</param>
/// <param name="EvidenceFromPoints">A rise of at least this many percentage points since evidence last came, or was verified, needs new evidence.</param>
/// <param name="OnSiteFromWeight">Weight from which verification must be on site.</param>
/// <param name="BackDatedAfterDays">Calendar days back after which what is reported is marked for the inspector, or refused where it must be recent.</param>
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
    int BackDatedAfterDays = 7)
{
    /// <summary>Of investment leads.</summary>
    [Id(0)] public LeadThresholds Leads { get; init; } = new();

    /// <summary>Of resource pools.</summary>
    [Id(1)] public PoolThresholds Pools { get; init; } = new();

    /// <summary>Of what enterprises are promised.</summary>
    [Id(2)] public ServiceThresholds Services { get; init; } = new();

    /// <summary>Of indicators.</summary>
    [Id(3)] public IndicatorThresholds Indicators { get; init; } = new();

    /// <summary>Years after the event, or after today where that is later, within which every date lies that binds anybody; null: 5.</summary>
    [Id(4)] public int? YearsAhead { get; init; }

    private const int UsualYearsAhead = 5;

    /// <summary>What <see cref="YearsAhead"/> comes to.</summary>
    public int LastYears() => YearsAhead ?? UsualYearsAhead;
}
