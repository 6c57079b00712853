using FuyangPlan.EventSourcing;
using FuyangPlan.Initiatives;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Leaders;

/// <summary>Who may lead when. At most one holder at any instant; gaps are vacancies.</summary>
internal static class LeaderRules
{
    public static Decision Decide(InitiativeState initiative, LeaderCommand command, Moment moment) => command switch
    {
        AppointLeader c => On(initiative, c, moment),
        DesignateActingLeader c => On(initiative, c, moment),
        EndAppointment c => On(initiative, c, moment),
        CancelAppointment c => On(initiative, c, moment),
        _ => throw NoRule.For(command),
    };

    private static Decision On(InitiativeState initiative, AppointLeader command, Moment moment)
    {
        if (Check(initiative, command.Person, command.Document, command.Appointer, command.EffectiveOn, moment) is { } refusal) return refusal;
        return initiative.Leader.HolderOn(command.EffectiveOn) is { Kind: TenureKind.Appointed } holder && holder.Person == command.Person
            ? Refuse(Problems.AlreadyHolds, $"{holder.Name} 自 {holder.From:yyyy-MM-dd} 起已在任。")
            : Record(new LeaderAppointed(command.Person, NameOf(command.Person, moment), command.Document, command.Appointer, command.EffectiveOn));
    }

    private static Decision On(InitiativeState initiative, DesignateActingLeader command, Moment moment)
    {
        if (Check(initiative, command.Person, command.Document, command.Appointer, command.EffectiveOn, moment) is { } refusal) return refusal;
        return initiative.Leader.HolderOn(command.EffectiveOn) is { } holder
            ? Refuse(Problems.AlreadyHolds, $"{command.EffectiveOn:yyyy-MM-dd} 已由 {holder.Name} {(holder.Kind == TenureKind.Acting ? "临时主持" : "在任")}，无须另行指定。")
            : Record(new ActingLeaderDesignated(command.Person, NameOf(command.Person, moment), command.Document, command.Appointer, command.EffectiveOn));
    }

    private static Decision On(InitiativeState initiative, EndAppointment command, Moment moment)
    {
        if ((LeaderAuthority.ToAppoint(moment.Actor) ?? Guard.MustBeText("/document", command.Document, 100)
            ?? Guard.MustBeText("/reason", command.Reason, 500) ?? Guard.MustLieInPlan("/effectiveOn", command.EffectiveOn, moment)) is { } refusal) return refusal;
        if (initiative.Leader.HolderOn(command.EffectiveOn) is not { } holder)
            return Refuse(Problems.LeaderVacant, $"{command.EffectiveOn:yyyy-MM-dd} 岗位本就空缺。");
        return holder != initiative.Leader.Tenures[^1]
            ? Refuse(Problems.AppointmentOverlaps, $"{holder.Name} 之后已登记有任期；请先撤销尚未生效的任命。", [new("/effectiveOn", "与已有任期重叠")])
            : Record(new AppointmentEnded(command.Document, command.Reason, command.EffectiveOn));
    }

    private static Decision On(InitiativeState initiative, CancelAppointment command, Moment moment)
    {
        if ((LeaderAuthority.ToAppoint(moment.Actor) ?? Guard.MustBeText("/document", command.Document, 100)
            ?? Guard.MustBeText("/reason", command.Reason, 500)) is { } refusal) return refusal;
        if (initiative.Leader.LastOn(command.EffectiveOn) < 0)
            return Refuse(Problems.AppointmentNotFound, $"没有自 {command.EffectiveOn:yyyy-MM-dd} 起的任免，请核对生效日。", [new("/effectiveOn", "没有这一天的任免")]);
        return command.EffectiveOn <= moment.Today
            ? Refuse(Problems.AppointmentBegun, "已经生效的任免不能撤销；请另行任命，或办理免去。", [new("/effectiveOn", "已经生效")])
            : Record(new AppointmentCancelled(command.Document, command.Reason, command.EffectiveOn));
    }

    private static Refusal? Check(
        InitiativeState initiative, string person, string document, string appointer, DateOnly effectiveOn, Moment moment) =>
        LeaderAuthority.ToAppoint(moment.Actor)
        ?? FourEyes.MustNotBe(person, moment, "/person") ?? Guard.MustBeText("/document", document, 100) ?? Guard.MustBeText("/appointer", appointer, 100)
        ?? Guard.MustLieInPlan("/effectiveOn", effectiveOn, moment) ?? Guard.MustBeRegistered("/person", person, moment.Plan)
        ?? (initiative.Leader.Tenures.LastOrDefault(tenure => tenure.From >= effectiveOn && !tenure.IsEmpty) is { } later && !(later.From == effectiveOn && later.Person == person)
            ? Refuse(Problems.AppointmentOverlaps, $"{later.Name} 自 {later.From:yyyy-MM-dd} 起的任期已登记，新任期须晚于该日；尚未生效的可先撤销。", [new("/effectiveOn", "与已有任期重叠")])
            : null);

    private static string NameOf(string person, Moment moment) => moment.Plan.Persons[person].Name;
}
