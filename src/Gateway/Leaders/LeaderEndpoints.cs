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

        var door = appointments.OfInitiative();
        door.Map("", "任命三长 / Appoint the leader", new AppointLeader("zhang", "演示〔2021〕1号", "领导小组", new(2021, 1, 15)), creates: "appointments");
        door.Map("/acting", "指定临时主持 / Let a deputy act", new DesignateActingLeader("li", "演示〔2021〕2号", "领导小组", new(2021, 1, 15)), creates: "appointments");
        door.Map("/cancellation", "撤销尚未生效的任免 / Cancel what lies in the future", new CancelAppointment("演示〔2021〕4号", "生效日写错，予以撤销", new(2021, 3, 1)));
        door.Map("/end", "免去任命 / End the appointment", new EndAppointment("演示〔2021〕3号", "工作调动，另有任用", new(2021, 1, 15)));
    }

    private static async Task<IResult> Get(string plan, InitiativeId id, AsOf asOf, string? on, PlanReader reader)
    {
        var parameters = new Parameters();
        var asked = parameters.Day("on", on);
        if (parameters.Refusal is { } refusal) return ProblemAnswers.Refused(refusal);
        return await InitiativeEndpoints.Read(reader, plan, id, asOf, view =>
        {
            var day = asked ?? view.AsOf.Day();
            return JsonAnswer.Of(new AppointmentsBody(day, view.Appointments.HolderOn(day), view.Appointments, NextCursor: null));
        });
    }
}
