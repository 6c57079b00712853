namespace FuyangPlan.Lights;

/// <summary>红黄绿灯; blue means struck off (销号). Derived from the journal, never typed.</summary>
public enum Light { Blue, Green, Yellow, Red }

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
