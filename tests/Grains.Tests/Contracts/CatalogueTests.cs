using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using FuyangPlan.ChainMaps;
using FuyangPlan.Checklists;
using FuyangPlan.DepartmentFeeds;
using FuyangPlan.Enterprises;
using FuyangPlan.Indicators;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Landings;
using FuyangPlan.Leaders;
using FuyangPlan.Leads;
using FuyangPlan.Lights;
using FuyangPlan.Plans;
using FuyangPlan.ResourcePools;
using FuyangPlan.TaskBooks;
using FuyangPlan.Teams;

namespace FuyangPlan.Contracts;

/// <summary>One walk over every concept, every part and every event: each has its place, its effect, its class and its sentence.</summary>
public class CatalogueTests
{
    private static readonly JsonSerializerOptions Web = new(JsonSerializerDefaults.Web);

    /// <summary>Events of the golden journal that leave everything as it was, and why that is right.</summary>
    private static readonly Dictionary<string, string> Idle = new()
    {
        ["lead.revised {\"lead\":1,\"confidential\":true}"] = "Nothing is revised; it is here for its shape, and no rule records it so.",
    };

    /// <summary>Confidential events whose sentence says what somebody wrote, and why it still does.</summary>
    private static readonly Dictionary<string, string> Outspoken = new()
    {
        ["service-request.submitted"] = Who,
        ["service-request.contacted"] = Who,
        ["service-request.answered"] = Who,
        ["service-request.promised"] = Who,
        ["service-request.closed"] = Who,
        ["service-request.rated"] = Who,
    };

    private const string Who = "Readers of the ledger are not yet told apart by class: what a request says is in it as it always was.";

    private static ImmutableArray<Type> Events { get; } = [.. typeof(JournalEvent).Assembly.GetTypes().Where(type => type.IsDefined(typeof(JournalNameAttribute), inherit: false))];

    private static ImmutableArray<JournalRow> Golden { get; } = [.. GoldenJournal.Releases.SelectMany(file => GoldenJournal.Lines(file)).Select(GoldenJournal.Read)];

    [Fact]
    public void EveryEvent_HasExactlyOneOwner()
    {
        Assert.Equal(EventCatalog.All.Length, Events.Length);
        var owners = Concepts.All.SelectMany(concept => concept.Events).Distinct().ToArray();
        Assert.All(Events, type => Assert.Single(owners, owner => owner.IsAssignableFrom(type)));
        Assert.All(owners, owner => Assert.Contains(Events, owner.IsAssignableFrom));
        Assert.All(Concepts.Parts, part => Assert.Contains(part.Events, owners));
    }

    [Fact]
    public void EveryGoldenEvent_StandsInAStreamOfItsOwner() =>
        Assert.All(Golden, row => Assert.Contains(Concepts.Of(StreamId.Parse(row.Stream))!.Events, owner => owner.IsInstanceOfType(Entry.Of(row).Event)));

    [Fact]
    public void EveryGoldenEvent_ChangesTheState_OrAReasonSaysWhyNot()
    {
        var idle = new List<string>();
        foreach (var stream in Golden.GroupBy(row => row.Stream))
        {
            var (concept, rows, before) = (Concepts.Of(StreamId.Parse(stream.Key))!, stream.ToArray(), "");
            for (var i = 0; i < rows.Length; i++)
            {
                var after = Written(concept.Fold(rows[..(i + 1)]));
                if (after == before) idle.Add($"{rows[i].Type} {rows[i].Payload}");
                before = after;
            }
        }
        Assert.Equal(Idle.Keys.Order(), idle.Order());
    }

    public static TheoryData<string> Strangers => [.. All.Keys];

    /// <summary>A grain folds what it has decided before it hands it to the journal, so what throws here is never stored.</summary>
    [Theory, MemberData(nameof(Strangers))]
    public void AnEventThatNobodyKnows_Throws(string kind)
    {
        var (stream, stranger) = All[kind];
        var rows = Golden.Where(row => row.Stream == $"golden/{stream}").ToArray();
        var last = Entry.Of(rows[^1]);
        Assert.Throws<UnreachableException>(() => Fold(Concepts.Of(StreamId.Parse(rows[^1].Stream))!.Fold(rows), last with { Event = stranger, Version = last.Version + 1 }));
    }

    [Fact]
    public void EveryBaseOfEvents_HasAStrangerOfItsOwn() =>
        Assert.All(Concepts.All.SelectMany(concept => concept.Events).Distinct(), owner => Assert.Contains(All.Values, each => owner.IsInstanceOfType(each.Stranger)));

    [Fact]
    public void EveryEvent_SaysItsClassAndItsSentence()
    {
        foreach (var row in Golden)
        {
            var fact = Entry.Of(row).Event;
            Assert.Equal(EventCatalog.WordOf(fact.Classification), row.Classification);
            Assert.Contains(fact.Sentence, letter => letter is >= '一' and <= '鿿');
        }
    }

    [Fact]
    public void EveryConfidentialEvent_KeepsToItselfWhatSomebodyWrote_OrAReasonSaysWhyNot()
    {
        var outspoken = Golden.Select(row => (row.Type, Entry.Of(row).Event)).Where(each => each.Event.Classification == Classification.Confidential)
            .Where(each => Texts(JsonNode.Parse(EventCatalog.Write(each.Event))).Any(text => each.Event.Sentence.Contains(text, StringComparison.Ordinal)));
        Assert.Equal(Outspoken.Keys.Order(), outspoken.Select(each => each.Type).Distinct().Order());
    }

    private static object Fold(object state, Entry entry) => state switch
    {
        PlanState plan => PlanState.Apply(plan, entry),
        InitiativeState initiative => InitiativeState.Apply(initiative, entry),
        ResourcePoolState pool => ResourcePoolState.Apply(pool, entry),
        EnterpriseState enterprise => EnterpriseState.Apply(enterprise, entry),
        DepartmentFeedState feed => DepartmentFeedState.Apply(feed, entry),
        _ => throw new ArgumentException($"{state.GetType().Name} is not known here."),
    };

    /// <summary>Without the number of the last entry, which any entry changes.</summary>
    private static string Written(object state)
    {
        var json = JsonSerializer.SerializeToNode(state, state.GetType(), Web)!.AsObject();
        json.Remove("version");
        return json.ToJsonString();
    }

    private static IEnumerable<string> Texts(JsonNode? json) => json switch
    {
        JsonObject members => members.SelectMany(member => Texts(member.Value)),
        JsonArray entries => entries.SelectMany(Texts),
        JsonValue value when value.GetValueKind() == JsonValueKind.String => [value.GetValue<string>()],
        _ => [],
    };

    private static readonly Dictionary<string, (string Stream, JournalEvent Stranger)> All = new()
    {
        ["plan"] = ("plan", new OfPlan()),
        ["nobody's"] = ("project-1", new Nobodys()),
        ["initiative"] = ("project-1", new OfInitiative()),
        ["leader"] = ("project-1", new OfLeader()),
        ["task book"] = ("project-1", new OfTaskBook()),
        ["task"] = ("project-1", new OfTask()),
        ["light"] = ("project-1", new OfLight()),
        ["team"] = ("chain-1", new OfTeam()),
        ["landing"] = ("chain-1", new OfLanding()),
        ["chain map"] = ("chain-1", new OfChainMap()),
        ["lead"] = ("chain-1", new OfLead()),
        ["indicator"] = ("campaign-1", new OfIndicator()),
        ["pool"] = ("pool-space-2021", new OfPool()),
        ["resource request"] = ("pool-space-2021", new OfResourceRequest()),
        ["enterprise"] = ("enterprise-demo-a", new OfEnterprise()),
        ["service request"] = ("enterprise-demo-a", new OfServiceRequest()),
        ["department feed"] = ("feed-permits", new OfFeed()),
    };

    private sealed record Nobodys() : JournalEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfPlan() : PlanEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfInitiative() : InitiativeEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfLeader() : LeaderEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfTaskBook() : TaskBookEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfTask() : TaskEvent(1, Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfLight() : LightEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfTeam() : TeamEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfLanding() : LandingEvent(1, Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfChainMap() : ChainMapEvent("lens", Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfLead() : LeadEvent(1, Confidential: false) { private protected override string Plain => ""; }

    private sealed record OfIndicator() : IndicatorEvent(1, Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfPool() : ResourcePoolEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfResourceRequest() : ResourceRequestEvent(ResourceType.Space, 1, Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfEnterprise() : EnterpriseEvent(Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfServiceRequest() : ServiceRequestEvent(1, Classification.Internal) { internal override string Sentence => ""; }

    private sealed record OfFeed() : DepartmentFeedEvent(Classification.Internal) { internal override string Sentence => ""; }
}
