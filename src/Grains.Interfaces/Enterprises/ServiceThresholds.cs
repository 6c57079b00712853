namespace FuyangPlan.Enterprises;

/// <summary>Thresholds of what enterprises are promised (domain 3.9).</summary>
/// <param name="LinkDays">Calendar days that an enterprise's link lasts.</param>
/// <param name="ContactWorkingMinutes">Minutes of working time within which the enterprise is to be contacted.</param>
/// <param name="AnswerWorkingDays">Working days until an interim answer.</param>
/// <param name="CloseWorkingDays">Working days until closure.</param>
/// <param name="ContentFromStars">Stars from which the enterprise is content.</param>
/// <param name="Rounds">How often a request is worked on before it is archived all the same.</param>
/// <param name="CommonFrom">Requests of one category from one chain from which they are common.</param>
/// <param name="CommonDays">Calendar days within which they count together.</param>
/// <param name="Shifts">Working hours of a working day, in order; absent: 08:30 to 12:00 and 13:30 to 17:30.</param>
[GenerateSerializer, Immutable, Alias("service-thresholds")]
public sealed record ServiceThresholds(
    int LinkDays = 30,
    int ContactWorkingMinutes = 60,
    int AnswerWorkingDays = 3,
    int CloseWorkingDays = 5,
    int ContentFromStars = 4,
    int Rounds = 2,
    int CommonFrom = 3,
    int CommonDays = 30,
    ImmutableArray<WorkingShift>? Shifts = null)
{
    private static readonly ImmutableArray<WorkingShift> Usual = [new(new(8, 30), new(12, 0)), new(new(13, 30), new(17, 30))];

    public ImmutableArray<WorkingShift> WorkingShifts() => Shifts ?? Usual;
}

/// <summary>From the one time of day to the other, +08:00.</summary>
[GenerateSerializer, Immutable, Alias("working-shift")]
public sealed record WorkingShift(TimeOnly From, TimeOnly To);
