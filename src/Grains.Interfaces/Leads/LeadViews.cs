namespace FuyangPlan.Leads;

/// <summary>A lead in a list, as far as its reader may see it.</summary>
/// <param name="Investor">Null for those who may not know it; 无法解读 where the key does not open it.</param>
/// <param name="Amount">万元.</param>
/// <param name="Land">亩.</param>
/// <param name="StageSince">Day on which the stage was reached.</param>
/// <param name="Stuck">Longer in the stage than the stage should take.</param>
/// <param name="Probability">
/// Of landing (落地), from the landing on of reaching capacity (达产): 0 to 1, after the chain's experience with the source and the stage; it falls while
/// the lead is stuck.
/// </param>
/// <param name="ProbabilityLow">Lower end of the interval that holds it in 90 of 100 cases.</param>
/// <param name="Expected">Amount times probability, 万元.</param>
/// <param name="Score">Points that it has now.</param>
/// <param name="Holder">Id of the person who holds it; null while it is in the pool, for inspectors, and after its end.</param>
/// <param name="ProtectedUntil">Last day of the first-report right; null in the pool, from the signing on, while dormant and after the end.</param>
/// <param name="RecordedAt">The stamp of the first report.</param>
[GenerateSerializer, Immutable, Alias("lead-line")]
public sealed record LeadLine(
    string Initiative, int Number, string? Investor, decimal Amount, decimal? Land, LeadSource Source, LeadStage Stage, LeadStanding Standing,
    DateOnly StageSince, int DaysInStage, bool Stuck, decimal Probability, decimal ProbabilityLow, decimal ProbabilityHigh, decimal Expected, decimal Score,
    string? Holder, string? HolderName, bool Pool, DateOnly? ProtectedUntil, ImmutableArray<LeadDuty> Overdue, bool Confidential,
    DateOnly ReportedOn, DateTimeOffset RecordedAt)
{
    public override string ToString() => $"{nameof(LeadLine)} {Number}";
}

/// <summary>One lead, whole, as far as its reader may see it: what is null may be hidden.</summary>
/// <param name="Suspects">Chains that had a lead that may be of the same investor when this one was recorded; the own one included. For the chain's people.</param>
/// <param name="Merged">Numbers of the leads that were merged into it; their history is part of this one's.</param>
[GenerateSerializer, Immutable, Alias("lead-view")]
public sealed record LeadView(
    LeadLine Lead, string? ContactName, string? ContactPhone, string? Summary, string? Referrer, ImmutableArray<string> Suspects,
    ImmutableArray<LeadStepView> Stages, ImmutableArray<LeadActivityView> Activities, DateOnly? WakeOn, LeadEndCode? EndCode, string? EndReason,
    int? MergedInto, ImmutableArray<int> Merged, int Version)
{
    public override string ToString() => $"{nameof(LeadView)} {Lead.Number}";
}

/// <summary>A stage as it was reached, or fallen back to.</summary>
/// <param name="Lead">Number of the lead it was recorded for.</param>
/// <param name="Days">Days in it: until the next one, or until now.</param>
/// <param name="Score">Points that it brought; below 0 when it took some.</param>
[GenerateSerializer, Immutable, Alias("lead-step-view")]
public sealed record LeadStepView(
    int Lead, LeadStage Stage, DateOnly On, int Days, bool Regress, bool BackDated, decimal Score, ImmutableArray<LeadProofView> Proofs, string? Note, string? Reason, string By,
    DateTimeOffset RecordedAt)
{
    public override string ToString() => nameof(LeadStepView);
}

/// <summary>A file that proves a stage.</summary>
/// <param name="Name">Null for those who may not know it.</param>
[GenerateSerializer, Immutable, Alias("lead-proof-view")]
public sealed record LeadProofView(LeadProofKind Kind, string Hash, string? Name, string MediaType, long Size)
{
    public override string ToString() => nameof(LeadProofView);
}

[GenerateSerializer, Immutable, Alias("lead-activity-view")]
public sealed record LeadActivityView(int Lead, LeadActivityKind Kind, DateOnly On, string? Summary, string By, DateTimeOffset RecordedAt)
{
    public override string ToString() => nameof(LeadActivityView);
}

/// <summary>A question to the leads of a chain. Every member narrows; null does not.</summary>
/// <param name="Search">Part of the investor's name, or pinyin initials: finds only what the reader may know.</param>
/// <param name="Sort">
/// <c>number</c>, <c>amount</c>, <c>stage</c>, <c>probability</c>, <c>protected</c> (first to lose it first), <c>days</c> in the stage; with a minus the
/// other way.
/// </param>
/// <param name="Limit">1 to 10,000.</param>
[GenerateSerializer, Immutable, Alias("lead-query")]
public sealed record LeadQuery(
    LeadStage? Stage = null, LeadStanding? Standing = null, LeadSource? Source = null, string? Holder = null, bool? Pool = null, string? Search = null,
    string Sort = "number", int Skip = 0, int Limit = 50)
{
    public override string ToString() => nameof(LeadQuery);
}

/// <summary>A page of leads. <paramref name="NextCursor"/> is null on the last one; <paramref name="Total"/> counts what the reader may see.</summary>
[GenerateSerializer, Immutable, Alias("lead-page")]
public sealed record LeadPage(ImmutableArray<LeadLine> Items, string? NextCursor, int Total);

/// <summary>The open leads of a chain by stage.</summary>
/// <param name="Score">Points of the chain: those of all its leads, also of those that the reader does not see; null for all but the chain's people.</param>
[GenerateSerializer, Immutable, Alias("lead-board")]
public sealed record LeadBoard(ImmutableArray<LeadColumn> Columns, decimal? Score);

/// <summary>A stage of the board: how many, 万元, expected 万元, and the first cards, the largest amount first.</summary>
[GenerateSerializer, Immutable, Alias("lead-column")]
public sealed record LeadColumn(LeadStage Stage, int Count, decimal Amount, decimal Expected, ImmutableArray<LeadLine> Cards);

/// <summary>The leads that were first reported in one quarter, as far as the reader may see them.</summary>
/// <param name="Gone">Lost or ended.</param>
/// <param name="Stages">Those that at least one of them reached.</param>
[GenerateSerializer, Immutable, Alias("lead-cohort")]
public sealed record LeadCohort(int Year, int Quarter, int Leads, int Gone, ImmutableArray<LeadCohortStage> Stages);

/// <summary>How many of a cohort ever reached a stage, and how long it took.</summary>
/// <param name="Share">Of the cohort, 0 to 1.</param>
/// <param name="MedianDays">Days in the stage of those who have left it again, forward or back; null while nobody has.</param>
[GenerateSerializer, Immutable, Alias("lead-cohort-stage")]
public sealed record LeadCohortStage(LeadStage Stage, int Reached, decimal Share, decimal? MedianDays);

/// <summary>Is there a lead of this investor?</summary>
[GenerateSerializer, Immutable, Alias("investor-question")]
public sealed record InvestorQuestion(string Investor)
{
    public override string ToString() => nameof(InvestorQuestion);
}

/// <summary>What a chain says to it.</summary>
/// <param name="IsOfChain">The asker is one of the chain's people.</param>
/// <param name="HasSuspect">It has a lead that may be of the same investor: written alike or sounding alike.</param>
/// <param name="Own">Its leads, for the chain's people only.</param>
/// <param name="Ask">Names of those to ask.</param>
/// <param name="Core">The part of the name that was asked for by which it was compared.</param>
[GenerateSerializer, Immutable, Alias("investor-answer")]
public sealed record InvestorAnswer(bool IsOfChain, bool HasSuspect, ImmutableArray<LeadSuspect> Own, ImmutableArray<string> Ask, string Core = "");

/// <summary>A lead of the asker's own chain that may be of the same investor.</summary>
[GenerateSerializer, Immutable, Alias("lead-suspect")]
public sealed record LeadSuspect(int Number, string? HolderName);
