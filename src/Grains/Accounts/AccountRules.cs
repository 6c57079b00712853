using FuyangPlan.EventSourcing;
using FuyangPlan.Plans;
using static FuyangPlan.EventSourcing.Decision;

namespace FuyangPlan.Accounts;

/// <summary>What an account may be called, and what may meet in one.</summary>
internal static class AccountRules
{
    private const int MostMemberships = 50;

    // The system's own actor, the account of the first start, and those of the demo: nobody else is taken for one of them.
    private static readonly ImmutableArray<string> Reserved = [Actor.System.Account, "admin", "administrator", "root"];
    private const string DemoPrefix = "demo-";

    /// <summary>2 to 40 of a–z, 0–9, dot and hyphen; a letter first, a letter or digit last, never two marks in a row; none that is, or looks like, a reserved one.</summary>
    public static Refusal? Name(string name) =>
        name.Length is < 2 or > 40 || !char.IsAsciiLetterLower(name[0]) || !IsLetter(name[^1])
            || name.Where((letter, at) => !IsLetter(letter) && (letter is not ('.' or '-') || !IsLetter(name[at - 1]))).Any()
            ? Refuse(Problems.TextInvalid, "账号为 2 至 40 位小写字母、数字、点和连字符，以字母开头，点和连字符不相连、不在末尾。", [new("/name", "账号不合要求")])
        : Reserved.Any(reserved => Look(reserved) == Look(name)) || name.StartsWith(DemoPrefix, StringComparison.Ordinal)
            ? Refuse(Problems.NameReserved, $"“{name}”与系统保留的名称相同或相近，请换一个账号名。", [new("/name", "系统保留")])
        : null;

    /// <summary>10 to 128 characters.</summary>
    public static Refusal? Password(string password) => password.Length is < 10 or > 128
        ? Refuse(Problems.WeakPassword, "密码须为 10 至 128 位。", [new("/password", "10 至 128 位")])
        : null;

    /// <summary>One for a plan that there is; person and department are known there; roles that control each other do not meet.</summary>
    /// <param name="plans">The plans that are named, as they are now.</param>
    public static Refusal? Memberships(ImmutableArray<Membership> memberships, IReadOnlyDictionary<string, PlanState> plans)
    {
        if (memberships.IsDefault || memberships.Length > MostMemberships)
            return Refuse(Problems.MembershipInvalid, $"一个账号最多参加 {MostMemberships} 个行动。", [new("/memberships", $"最多 {MostMemberships} 个")]);
        ImmutableArray<Fault> faults = [.. memberships.Index().SelectMany(at => Faults($"/memberships/{at.Index}", at.Item, plans))];
        ImmutableArray<Fault> twice = [.. memberships.Index().Where(at => memberships.Take(at.Index).Any(earlier => earlier.Plan == at.Item.Plan))
            .Select(at => new Fault($"/memberships/{at.Index}/plan", "同一行动只写一次"))];
        if (!faults.IsEmpty || !twice.IsEmpty)
            return Refuse(Problems.MembershipInvalid, "授权所指的行动、人员和单位须已登记，同一行动只写一次。", [.. faults, .. twice]);
        foreach (var (index, membership) in memberships.Index())
            if (RoleSeparation.In(membership.Roles) is var (one, other))
                return Refuse(
                    Problems.RolesConflict, $"“{one.InWords()}”与“{other.InWords()}”互相制约，不能由同一账号担任；请分设账号，由不同的人担任。",
                    [new($"/memberships/{index}/roles", "角色互相制约")]);
        return null;
    }

    private static IEnumerable<Fault> Faults(string at, Membership membership, IReadOnlyDictionary<string, PlanState> plans)
    {
        if (membership.Roles.IsDefault || membership.Roles.Distinct().Count() != membership.Roles.Length) yield return new($"{at}/roles", "角色重复或缺少");
        // In all plans, those of later days too, there is nothing to look it up in: a plan that does not know the person takes nothing from him that needs one.
        if (membership.Plan == Membership.Everywhere) yield break;
        if (!plans.TryGetValue(membership.Plan, out var plan)) yield return new($"{at}/plan", "没有这个行动");
        else
        {
            if (membership.Person is { } person && !plan.Persons.ContainsKey(person)) yield return new($"{at}/person", "人员未登记");
            if (membership.Department is { } department && !plan.Departments.ContainsKey(department)) yield return new($"{at}/department", "单位未登记");
        }
    }

    private static bool IsLetter(char letter) => char.IsAsciiLetterLower(letter) || char.IsAsciiDigit(letter);

    /// <summary>What a name looks like at a glance.</summary>
    private static string Look(string name) => string.Concat(name.Where(char.IsAsciiLetterOrDigit).Select(letter => letter switch
    {
        '0' => 'o',
        '1' or 'l' => 'i',
        '5' => 's',
        '3' => 'e',
        _ => letter,
    })).Replace("rn", "m", StringComparison.Ordinal);
}
