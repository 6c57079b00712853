using System.Text.RegularExpressions;
using FuyangPlan.Initiatives;

namespace FuyangPlan.Plans;

public sealed class FuyangPlanFileTests
{
    private static readonly PlanDocument Plan = PlanFiles.Read("fuyang.json");

    private static ImmutableArray<Carrier> Carriers => [.. Plan.Initiatives.SelectMany(charter => charter.Carriers ?? [])];

    [Fact]
    public void Initiatives_AreNineEightAndFive_InOrder() => Assert.Equal(
        [.. Enumerable.Range(1, 9).Select(n => $"project-{n}"), .. Enumerable.Range(1, 8).Select(n => $"chain-{n}"), .. Enumerable.Range(1, 5).Select(n => $"campaign-{n}")],
        Plan.Initiatives.Select(charter => charter.Id));

    [Fact]
    public void Carriers_TwentyCount_APlatformAndAPlaceDoNot()
    {
        Assert.Equal(20, Carriers.Count(carrier => carrier.Kind is CarrierKind.Project or CarrierKind.Enterprise or CarrierKind.LeadEnterprise));
        Assert.Equal(["药谷小镇"], Carriers.Where(carrier => carrier.Kind == CarrierKind.Platform).Select(carrier => carrier.Name));
        Assert.Equal(["富春湾"], Carriers.Where(carrier => carrier.Kind == CarrierKind.Place).Select(carrier => carrier.Name));
    }

    [Fact]
    public void OpenLists_AreThoseOfFourChains() =>
        Assert.Equal(["chain-2", "chain-3", "chain-4", "chain-7"], Plan.Initiatives.Where(charter => charter.OpenEnded).Select(charter => charter.Id));

    [Fact]
    public void Event_Is603DaysAway_AndRestored()
    {
        Assert.Equal(new DateOnly(2021, 1, 15), Plan.StartsOn);
        Assert.Equal(603, Plan.Event.Date.DayNumber - Plan.StartsOn.DayNumber);
        Assert.True(Plan.Event.Restored);
        Assert.Equal(new DateTimeOffset(2021, 1, 15, 12, 0, 0, TimeSpan.FromHours(8)), Plan.Clock.At);
    }

    [Fact]
    public void Persons_AreEighteen_WithTheRolesOfTheArticleOnly()
    {
        var persons = Plan.Persons!.Value;
        Assert.Equal(Enumerable.Range(1, 18).Select(n => $"person-{n}"), persons.Select(person => person.Id));
        Assert.Equal(["吴玉凤", "王牮"], persons.Where(person => person.Title is not null).Select(person => person.Name));
        Assert.Equal(4, Count("issuer"));
        Assert.Equal(3, Count("attendee"));
        Assert.Equal(14, Count("pledgeSpeaker"));
        Assert.Equal(["吴玉凤"], persons.Where(person => person.Roles!.Value.Contains("keynote")).Select(person => person.Name));
        Assert.Equal(["王牮"], persons.Where(person => person.Roles!.Value.Contains("chair")).Select(person => person.Name));
        Assert.All(persons, person => Assert.Null(person.Department));
        Assert.Null(Plan.Departments);

        var meeting = Plan.Source!.Meeting!;
        Assert.Equal(persons.Select(person => person.Name), meeting.IssuedBy.Concat(meeting.PledgedInOrder));

        int Count(string role) => persons.Count(person => person.Roles!.Value.Contains(role));
    }

    [Fact]
    public void Restorations_AreTen_AndEachFillsOneMask()
    {
        var restorations = Plan.Source!.Restorations!.Value;
        Assert.Equal(10, restorations.Length);
        Assert.All(restorations, restoration =>
        {
            Assert.Single(restoration.Printed, '*');
            Assert.DoesNotContain('*', restoration.Restored);
        });
    }

    [Fact]
    public void PrintedTexts_WithAMask_AreRestored_AndTheRestIsLeftAlone()
    {
        var pairs = Regex.Matches(PlanFiles.Text("fuyang.json"), "\"printed\": \"(?<printed>[^\"]*)\"(,\\s*\"restored\": \"(?<restored>[^\"]*)\")?");
        Assert.All(pairs, pair =>
        {
            var (printed, restored) = (pair.Groups["printed"].Value, pair.Groups["restored"]);
            Assert.DoesNotContain('，', printed);
            if (printed.Contains('*', StringComparison.Ordinal) || printed.Contains("年亚运", StringComparison.Ordinal)) Assert.True(restored.Success, printed);
            if (!restored.Success) return;
            var shape = Regex.Escape(printed).Replace("\\*", ".{1,4}", StringComparison.Ordinal).Replace("年亚运", "2022年亚运", StringComparison.Ordinal);
            Assert.Matches($"^{shape}$", restored.Value);
        });
    }

    [Fact]
    public void StrippedYears_AreRestoredInTenPlaces() =>
        Assert.Equal(10, Regex.Count(PlanFiles.Text("fuyang.json"), "\"restored\": \"[^\"]*2022年亚运"));

    [Fact]
    public void Deadlines_AreThoseThatArePrinted()
    {
        var projects = Plan.Initiatives.Where(charter => charter.Id.StartsWith("project", StringComparison.Ordinal)).ToArray();
        Assert.Null(projects[0].Deadline);
        Assert.All(projects[1..8], project => Assert.Equal(new PrintedText("至年亚运会前", "至2022年亚运会前"), project.Deadline));
        Assert.Equal("至年亚运前", projects[8].Deadline!.Printed);
        Assert.All(Plan.Initiatives[9..], charter => Assert.Null(charter.Deadline));
    }

    [Fact]
    public void Families_AreThree_WithTheDutiesOfTheirLeaders()
    {
        Assert.Equal([InitiativeKind.Project, InitiativeKind.IndustryChain, InitiativeKind.Campaign], Plan.Families.Select(family => family.Kind));
        Assert.Equal(["城市", "产业", "环境"], Plan.Families.Select(family => family.StandsUp));
        Assert.All(Plan.Families, family => Assert.Equal(4, family.Duties.Length));
        Assert.All(Plan.Families, family => Assert.Equal(["speech", "annex"], family.Wordings!.Value.Select(wording => wording.Where)));
    }

    [Theory]
    [InlineData("2021-02-07", true)]
    [InlineData("2021-02-11", false)]
    [InlineData("2021-10-08", null)]
    [InlineData("2021-10-09", true)]
    [InlineData("2022-09-12", false)]
    [InlineData("2023-06-25", true)]
    [InlineData("2023-10-06", false)]
    public void Calendar_KnowsHolidaysAndTheWeekendsWorkedInstead(string day, bool? worked)
    {
        var (date, calendar) = (DateOnly.ParseExact(day, "yyyy-MM-dd"), Plan.Calendar!);
        Assert.Equal(worked, calendar.Workdays.Contains(date) ? true : calendar.Holidays.Contains(date) ? false : null);
    }
}
