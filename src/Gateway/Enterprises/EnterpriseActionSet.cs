using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Enterprises;

/// <summary>Forms about one enterprise.</summary>
public abstract class EnterpriseActionSet : FormSet
{
    [Parameter, EditorRequired] public EnterpriseView Of { get; set; } = null!;

    protected string Today => Words.Iso(Frame.Today);

    protected Task Send(string form, Command command, int number = 0) => Send(
        form, $"{Of.Plan}/{Of.Code}/{form}/{Field("request")}{Field("promise")}{Field("link")}", command, $"{Frame.Home}/enterprises/{Of.Code}",
        Grains.Enterprise(Of.Plan, Of.Code), number);
}
