namespace FuyangPlan.Leaders;

/// <summary>Every tenure of a position, and who held it on one day.</summary>
/// <param name="On">The day asked about, +08:00.</param>
/// <param name="Holder">Who held it that day; null: vacant.</param>
internal sealed record AppointmentsBody(DateOnly On, Tenure? Holder, ImmutableArray<Tenure> Items, string? NextCursor);

internal static class LeaderEndpoints
{
    public static void MapLeaders(this RouteGroupBuilder initiative)
    {
        var appointments = initiative.MapGroup("/appointments").WithTags("三长 Leaders");
        appointments.MapGet("", Get).WithSummary("历任与某日在任者 / Every tenure, and who led on a day").Produces<AppointmentsBody>();
        appointments.MapInitiativeCommand<AppointLeader>("", "任命三长 / Appoint the leader",
            (initiative, c) => initiative.AppointLeader(c.Body, c.Context), created: "appointments");
        appointments.MapInitiativeCommand<DesignateActingLeader>("/acting", "指定临时主持 / Let a deputy act",
            (initiative, c) => initiative.DesignateActingLeader(c.Body, c.Context), created: "appointments");
        appointments.MapInitiativeCommand<EndAppointment>("/end", "免去任命 / End the appointment",
            (initiative, c) => initiative.EndAppointment(c.Body, c.Context));
    }

    private static async Task<IResult> Get(string plan, InitiativeId id, AsOf asOf, string? on, PlanReader reader)
    {
        var parameters = new Parameters();
        var asked = parameters.Day("on", on);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return await InitiativeEndpoints.Read(reader, plan, id, asOf, view =>
        {
            var day = asked ?? Dates.DayOf(view.AsOf);
            return JsonAnswer.Of(new AppointmentsBody(day, view.Appointments.HolderOn(day), view.Appointments, NextCursor: null));
        });
    }
}
