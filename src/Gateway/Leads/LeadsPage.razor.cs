using Microsoft.AspNetCore.Components;

namespace FuyangPlan.Leads;

/// <summary>The investment officer's desk: leads of all chains that the reader may see; its address is the question, named as in the API.</summary>
public partial class LeadsPage
{
    private const int MostUrgent = 8, Soon = 7;

    private static readonly (string, string)[] Stages = [.. Enum.GetValues<LeadStage>().Select(stage => (Words.Camel(stage), stage.InWords()))];
    private static readonly (string, string)[] Standings = [.. Enum.GetValues<LeadStanding>().Select(standing => (Words.Camel(standing), standing.InWords()))];
    private static readonly (string, string)[] Sources = [.. Enum.GetValues<LeadSource>().Select(source => (Words.Camel(source), source.InWords()))];

    private static readonly string[] Asked = ["stage", "standing", "source", "holder", "inPool", "q", "sort"];

    private string? fault;
    private LeadQuery query = new();
    private LeadPage? found;
    private LeadLine[] urgent = [];
    private int waits;
    private InitiativeView[] own = [];

    [SupplyParameterFromQuery] public string? Stage { get; set; }
    [SupplyParameterFromQuery] public string? Standing { get; set; }
    [SupplyParameterFromQuery] public string? Source { get; set; }
    [SupplyParameterFromQuery] public string? Holder { get; set; }
    [SupplyParameterFromQuery] public string? InPool { get; set; }
    [SupplyParameterFromQuery] public string? Q { get; set; }
    [SupplyParameterFromQuery] public string? Sort { get; set; }
    [SupplyParameterFromQuery] public string? Cursor { get; set; }

    [Inject] private ChainLeads Leads { get; init; } = null!;

    protected override async Task<bool> Load(Frame frame)
    {
        var asked = new Parameters();
        query = new LeadFilter(Words.Blank(Stage), Words.Blank(Standing), Words.Blank(Source), Words.Blank(Holder), Words.Blank(InPool), Words.Blank(Q), Words.Blank(Sort),
            Words.Blank(Cursor), null).ToQuery(asked);
        fault = asked.Refusal?.Detail;
        found = await Leads.Find(Plan, query, frame.Actor, frame.AsOf);
        if (found is null) return frame.AsOf is null;
        var views = await Task.WhenAll(frame.Plan.Chains.Select(chain => Reader.Initiative(Plan, InitiativeId.Parse(chain.Id), frame.AsOf)));
        own = [.. views.OfType<InitiativeView>().Where(chain => chain.WorksLeads(frame.Actor))];
        urgent = await Urgent(frame);
        return true;
    }

    // Whoever holds leads sees their own, longest in arrears first; everybody else what waits anywhere.
    private async Task<LeadLine[]> Urgent(Frame frame)
    {
        var today = frame.Today;
        var waiting = new LeadQuery(Standing: LeadStanding.Open, Holder: frame.Actor.IsInvestmentOfficer() ? frame.Actor.Person : null, Sort: "protected", Limit: 1000);
        var open = await Leads.Find(Plan, waiting, frame.Actor, frame.AsOf);
        LeadLine[] all = [.. open!.Items.Where(lead => !lead.Overdue.IsEmpty || (lead.ProtectedUntil is { } until && until.DayNumber - today.DayNumber <= Soon))];
        waits = all.Length;
        return [.. all.OrderByDescending(lead => lead.Overdue.Length).ThenByDescending(lead => lead.Amount).Take(MostUrgent)];
    }
}
