using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Leads;

/// <summary>Forms about one lead of a chain.</summary>
public abstract class LeadActionSet : ActionSet
{
    [Parameter, EditorRequired] public LeadView Of { get; set; } = null!;

    /// <summary>The stage that the reader wants to move it to, when that is what they came for.</summary>
    [Parameter] public LeadStage? To { get; set; }

    protected LeadLine Lead => Of.Lead;

    protected bool Works => View.WorksLeads(Actor);

    protected bool IsOpen => Works && Lead.Standing == LeadStanding.Open;

    protected string Today => Words.Input(View.AsOf)[..10];

    protected Task SendLead(string form, LeadCommand command) => Send(
        form, $"{View.Plan}/{View.Id}/{form}/{Lead.Number}", command, $"{Frame.Home}/initiatives/{View.Id}/leads/{Lead.Number}",
        Grains.Initiative(View.Plan, InitiativeId.Parse(View.Id)), Lead.Number);
}
