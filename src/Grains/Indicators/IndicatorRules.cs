using FuyangPlan.DepartmentFeeds;
using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using FuyangPlan.Leaders;
using static FuyangPlan.EventSourcing.Decision;
using static FuyangPlan.Indicators.IndicatorWords;

namespace FuyangPlan.Indicators;

/// <summary>What a campaign's indicators are, what is wanted of them, and what they are compared with (domain 3.10).</summary>
internal static class IndicatorRules
{
    private const int Most = 50, MostTargets = 120, MostMethods = 20;

    private const decimal Largest = 100_000_000;

    public static Decision Decide(InitiativeState campaign, IndicatorCommand command, Moment moment) => command switch
    {
        DefineIndicator c => On(campaign, c, moment),
        RecordIndicatorFact c => IndicatorPointRules.Decide(campaign, c, moment),
        _ => Find(campaign, moment.Number, out var indicator) is { } missing ? missing : Decide(campaign, indicator, command, moment),
    };

    private static Decision Decide(InitiativeState campaign, IndicatorState indicator, IndicatorCommand command, Moment moment) => command switch
    {
        SetIndicatorTargets c => On(campaign, indicator, c, moment),
        SetIndicatorBaseline c => On(campaign, indicator, c, moment),
        ConfirmIndicatorBaseline c => On(indicator, c, moment),
        ReportPoint c => IndicatorPointRules.Decide(indicator, c, moment),
        AcceptOutlier c => IndicatorPointRules.Decide(indicator, c, moment),
        ConfirmPoint c => IndicatorPointRules.Decide(indicator, c, moment),
        RejectPoint c => IndicatorPointRules.Decide(indicator, c, moment),
        PublishPoint c => IndicatorPointRules.Decide(indicator, c, moment),
        DeclareMethod c => On(indicator, c, moment),
        EndIndicator c => On(indicator, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState campaign, DefineIndicator command, Moment moment)
    {
        if ((Directs(campaign, moment) ?? Guard.MustBeText("/name", command.Name, 100) ?? Guard.MustBeText("/unit", command.Unit, 20) ?? Fit(command.Method)) is { } refusal)
            return refusal;
        if (!moment.Plan.Departments.ContainsKey(command.Department))
            return Refuse(Problems.DepartmentNotFound, $"单位 {command.Department} 未登记，请先登记单位。", [new("/department", "未登记")]);
        if (Named(campaign, command.Name) is { } same)
            return Refuse(Problems.IndicatorExists, $"已有第 {same.Number} 项指标“{same.Name}”，请直接在其下办理。", [new("/name", "已有同名")]);
        return campaign.Indicators.ByNumber.Count >= Most
            ? Refuse(Problems.OutOfRange, $"一个提升行动最多 {Most} 项指标。")
            : Record(new IndicatorDefined(
                campaign.Indicators.ByNumber.NextNumber, command.Name, command.Unit, command.Direction, command.Frequency, command.Department, command.Method));
    }

    private static Decision On(InitiativeState campaign, IndicatorState indicator, SetIndicatorTargets command, Moment moment)
    {
        if ((Directs(campaign, moment) ?? Going(indicator)) is { } refusal) return refusal;
        if (command.Targets.Length > MostTargets) return Refuse(Problems.OutOfRange, $"最多 {MostTargets} 期目标。", [new("/targets", $"最多 {MostTargets} 期")]);
        foreach (var (i, target) in command.Targets.Index())
            if ((Period($"/targets/{i}/period", target.Period, indicator.Frequency) ?? Value($"/targets/{i}/value", target.Value)) is { } unfit) return unfit;
        ImmutableArray<IndicatorTarget> targets = [.. command.Targets.OrderBy(target => target.Period, StringComparer.Ordinal)];
        if (targets.Select(target => target.Period).Distinct().Count() != targets.Length)
            return Refuse(Problems.OutOfRange, "每期只列一个目标。", [new("/targets", "期别重复")]);
        IEnumerable<IndicatorTarget> Over(ImmutableArray<IndicatorTarget> all) => all.Where(target => IndicatorPeriod.Parse(target.Period).Last < moment.Today);
        if (!Over(targets).SequenceEqual(Over(indicator.Method.Targets)))
            return Refuse(Problems.TargetFixed, "已结束各期的目标不能增删改，请照原样列出，只改尚未结束的各期。", [new("/targets", "已结束的期须照旧")]);
        return targets.SequenceEqual(indicator.Method.Targets) ? Nothing : Record(new TargetsSet(indicator.Number, targets));
    }

    private static Decision On(InitiativeState campaign, IndicatorState indicator, SetIndicatorBaseline command, Moment moment)
    {
        if ((Directs(campaign, moment) ?? Going(indicator) ?? Over("/period", command.Period, null, moment) ?? Value("/value", command.Value)
            ?? Guard.MustBeTextIfAny("/note", command.Note, 500)) is { } refusal) return refusal;
        var known = indicator.Method.Baseline;
        if (known is not null && (known.Period, known.Value, known.Note) == (command.Period, command.Value, command.Note)) return Nothing;
        return known is { ConfirmedBy: not null } ? Refuse(Problems.BaselineFixed, "基线已由来源单位确认，不再变动；口径有变的，请申报新口径。")
            : AsMeasured(indicator.Method, command.Period, command.Value) is { } other ? other
            : Record(new BaselineSet(indicator.Number, command.Period, command.Value, command.Note));
    }

    private static Decision On(IndicatorState indicator, ConfirmIndicatorBaseline command, Moment moment)
    {
        if ((Source(indicator, moment) ?? Going(indicator)) is { } refusal) return refusal;
        if (indicator.Method.Baseline is not { } baseline) return Refuse(Problems.NothingToVerify, "尚未拟定基线，无可确认。");
        if (baseline.Value != command.Value)
            return Refuse(Problems.VersionMoved, $"现拟基线为 {Written(baseline.Value)}，请按最新内容确认。", [new("/value", "与现拟基线不一致")]);
        return baseline.ConfirmedBy is not null ? Nothing
            : (FourEyes.MustBeOutside(baseline.SetBy, moment) ?? AsMeasured(indicator.Method, baseline.Period, baseline.Value)) is { } unfit ? unfit
            : Record(new BaselineConfirmed(indicator.Number));
    }

    // A method has one number of a period. Whoever says it second, as the baseline or as the value, says the same.

    private static Refusal? AsMeasured(MethodState method, string period, decimal baseline) =>
        method.Of(period)?.Standing is { } standing && standing.Value != baseline
            ? Refuse(
                Problems.BaselineDiffers, $"同一口径下，{IndicatorWords.Period(period)}已核定为 {Written(standing.Value)}；请按核定的数拟定基线，核定有误的，请先更正。",
                [new("/value", "与本期核定的数不一致")])
            : null;

    internal static Refusal? AsBaseline(MethodState method, string period, decimal value) =>
        method.Confirmed is { } baseline && baseline.Period == period && baseline.Value != value
            ? Refuse(
                Problems.BaselineDiffers, $"同一口径下，{IndicatorWords.Period(period)}是基线，来源单位已确认为 {Written(baseline.Value)}；本期的数须与基线一致，口径有变的，请申报新口径。",
                [new("/value", "与基线不一致")])
            : null;

    private static Decision On(IndicatorState indicator, DeclareMethod command, Moment moment)
    {
        if ((IndicatorAuthority.ToDeclareMethod(moment.Actor, indicator.Department) ?? Going(indicator) ?? Fit(command.Method)
            ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal) return refusal;
        if (indicator.Method.Method.Name == command.Method.Name)
            return Refuse(Problems.IllegalTransition, "现行口径就是这个名称；口径有变的，请另起名称。", [new("/method/name", "与现行口径同名")]);
        return indicator.Methods.Length >= MostMethods
            ? Refuse(Problems.OutOfRange, $"一项指标最多 {MostMethods} 版口径。")
            : Record(new MethodDeclared(indicator.Number, indicator.Methods.Length + 1, command.Method, command.Reason));
    }

    private static Decision On(IndicatorState indicator, EndIndicator command, Moment moment) =>
        (IndicatorAuthority.ToKeep(moment.Actor) ?? Guard.MustBeReason("/reason", command.Reason)) is { } refusal ? refusal
        : indicator.EndedOn is not null ? Nothing
        : Record(new IndicatorEnded(indicator.Number, command.Reason));

    private static Refusal? Find(InitiativeState campaign, int number, out IndicatorState indicator) =>
        campaign.Indicators.ByNumber.TryGetValue(number, out indicator!) ? null : Refuse(Problems.IndicatorNotFound, $"没有第 {number} 项指标，清单见 /indicators。");

    internal static IndicatorState? Named(InitiativeState campaign, string name) =>
        campaign.Indicators.ByNumber.Values.FirstOrDefault(known => Text.Key(known.Name) == Text.Key(name));

    /// <summary>Who says what is wanted.</summary>
    private static Refusal? Directs(InitiativeState campaign, Moment moment) =>
        IndicatorAuthority.ToDirect(moment.Actor, campaign.LedBy(moment.Today));

    /// <summary>Who knows the values.</summary>
    internal static Refusal? Source(IndicatorState indicator, Moment moment) => IndicatorAuthority.ToReport(moment.Actor, indicator.Department);

    internal static Refusal? Going(IndicatorState indicator) =>
        indicator.EndedOn is { } day ? Refuse(Problems.IndicatorEnded, $"本指标自 {day:yyyy-MM-dd} 起停用，不再变动。") : null;

    private static Refusal? Fit(IndicatorMethod method) =>
        Guard.MustBeText("/method/name", method.Name, 50) ?? Guard.MustBeTextIfAny("/method/accuracy", method.Accuracy, 500)
            ?? Guard.MustBeTextIfAny("/method/limits", method.Limits, 500);

    /// <param name="frequency">Null: any.</param>
    private static Refusal? Period(string pointer, string text, IndicatorFrequency? frequency) =>
        IndicatorPeriod.TryParse(text, out var period) && (frequency is null || period.Frequency == frequency)
            ? null
            : Refuse(Problems.PeriodInvalid, $"期别须写作{Form(frequency)}。", [new(pointer, "不合要求")]);

    internal static Refusal? Over(string pointer, string text, IndicatorFrequency? frequency, Moment moment) =>
        Period(pointer, text, frequency)
        ?? (IndicatorPeriod.Parse(text).Last >= moment.Today ? Refuse(Problems.InFuture, "本期尚未结束，不能报送。", [new(pointer, "尚未结束")]) : null);

    internal static Refusal? Value(string pointer, decimal value) => value is > Largest or < -Largest || decimal.Round(value, 4) != value
        ? Refuse(Problems.OutOfRange, $"数值须在正负 {Largest:0} 以内，最多四位小数。", [new(pointer, "超出范围")])
        : null;

    private static string Form(IndicatorFrequency? frequency) => frequency switch
    {
        IndicatorFrequency.Monthly => " 2021-06（月度）",
        IndicatorFrequency.Quarterly => " 2021-Q2（季度）",
        IndicatorFrequency.Yearly => " 2021（年度）",
        _ => " 2021-06、2021-Q2 或 2021",
    };
}
