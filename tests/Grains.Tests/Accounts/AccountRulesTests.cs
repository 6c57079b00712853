using FuyangPlan.Plans;

namespace FuyangPlan.Accounts;

public class AccountRulesTests
{
    private static readonly Dictionary<string, PlanState> Plans = new() { ["test"] = TestPlan.State };

    [Theory]
    [InlineData("zhang-3")]
    [InlineData("li.si")]
    [InlineData("systems")]
    [InlineData("demonstration")]
    [InlineData("ab")]
    public void Name_ThatIsOne_IsTaken(string name) => Assert.Null(AccountRules.Name(name));

    [Theory]
    [InlineData("a")]
    [InlineData("..")]
    [InlineData("-a")]
    [InlineData("3a")]
    [InlineData("a.")]
    [InlineData("a..b")]
    [InlineData("a.-b")]
    [InlineData("Zhang")]
    [InlineData("zhāng")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("a23456789012345678901234567890123456789012")]
    public void Name_ThatIsNone_IsRefused(string name) => Assert.Equal(Problems.TextInvalid.Code, AccountRules.Name(name)?.Problem.Code);

    [Theory]
    [InlineData("system")]
    [InlineData("sys.tem")]
    [InlineData("5ystem", true)]
    [InlineData("sy5t3m")]
    [InlineData("systern")]
    [InlineData("admin")]
    [InlineData("adm1n")]
    [InlineData("adm-in")]
    [InlineData("adrnin")]
    [InlineData("r00t")]
    [InlineData("administrator")]
    [InlineData("demo-admin")]
    [InlineData("demo-anything")]
    public void Name_ThatIsOrLooksLikeAReservedOne_IsRefused(string name, bool isNoName = false) =>
        Assert.Equal((isNoName ? Problems.TextInvalid : Problems.NameReserved).Code, AccountRules.Name(name)?.Problem.Code);

    [Fact]
    public void Memberships_OfWhatIsRegistered_AreTaken()
    {
        Assert.Null(Judge());
        Assert.Null(Judge(new("test", [Role.Liaison], "liaison", "housing"), new(Membership.Everywhere, [Role.Ops])));
        Assert.Null(Judge(new Membership("test", [])));
    }

    [Theory]
    [InlineData("elsewhere", null, null, "/memberships/0/plan")]
    [InlineData("", null, null, "/memberships/0/plan")]
    [InlineData("test", "stranger", null, "/memberships/0/person")]
    [InlineData("test", "liaison", "fishing", "/memberships/0/department")]
    public void Membership_OfWhatIsNotRegistered_IsRefusedWithItsPlace(string plan, string? person, string? department, string pointer)
    {
        var refusal = Judge(new Membership(plan, [Role.Liaison], person, department));
        Assert.Equal((Problems.MembershipInvalid.Code, pointer), (refusal?.Problem.Code, refusal?.Faults.Single().Pointer));
    }

    [Fact]
    public void Memberships_TwiceInOnePlan_OrWithARoleTwice_AreRefused()
    {
        Assert.Equal("/memberships/1/plan", Judge(new("test", [Role.Office]), new("test", [Role.Auditor]))?.Faults.Single().Pointer);
        Assert.Equal("/memberships/0/roles", Judge(new Membership("test", [Role.Office, Role.Office]))?.Faults.Single().Pointer);
        Assert.Equal("/memberships/0/roles", Judge(new Membership("test", default))?.Faults.Single().Pointer);
    }

    /// <summary>The whole table, as it stands in docs/adr/0034.</summary>
    [Fact]
    public void Roles_ThatControlEachOther_NeverMeet()
    {
        Dictionary<Role, Role[]> apart = new()
        {
            [Role.Auditor] = [.. Enum.GetValues<Role>().Where(role => role != Role.Auditor)],
            [Role.Inspector] = [Role.LeadingGroup, Role.Office, Role.Liaison, Role.Admin, Role.InvestmentOfficer, Role.ServiceOfficer, Role.ResourceDesk],
            [Role.LeadingGroup] = [Role.Office, Role.Liaison],
            [Role.Office] = [Role.Liaison],
            [Role.ResourceDesk] = [Role.Liaison, Role.InvestmentOfficer, Role.ServiceOfficer],
        };
        bool Apart(Role one, Role other) => apart.GetValueOrDefault(one, []).Contains(other) || apart.GetValueOrDefault(other, []).Contains(one);
        foreach (var one in Enum.GetValues<Role>())
            foreach (var other in Enum.GetValues<Role>().Where(other => other != one))
                Assert.Equal(
                    Apart(one, other) ? Problems.RolesConflict.Code : null, Judge(new Membership("test", [one, other], "liaison", "housing"))?.Problem.Code);
    }

    private static Refusal? Judge(params ImmutableArray<Membership> memberships) => AccountRules.Memberships(memberships, Plans);
}
