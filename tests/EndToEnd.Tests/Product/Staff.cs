namespace FuyangPlan.EndToEnd;

/// <summary>One account for every role, members of every plan: persons and departments have the same ids in each plan of the tests.</summary>
public sealed class Staff
{
    public const string Password = "plain words for a test";

    private readonly Dictionary<string, Visitor> visitors = [];

    private static readonly (string Name, string[] Roles, string? Person, string? Department)[] Accounts =
    [
        ("group", ["leadingGroup"], "p-group", "d-group"),
        ("office", ["office"], "p-office", "d-office"),
        ("office-2", ["office"], "p-office-2", "d-office"),
        ("liaison", ["liaison"], "p-liaison", "d-housing"),
        ("liaison-2", ["liaison"], "p-liaison-2", "d-traffic"),
        ("inspector", ["inspector"], "p-inspector", "d-inspection"),
        ("inspector-2", ["inspector"], "p-inspector-2", "d-housing"),
        ("investment", ["investmentOfficer"], "p-investment", "d-investment"),
        ("investment-2", ["investmentOfficer"], "p-investment-2", "d-investment"),
        ("leader", [], "p-leader", null),
        ("leader-2", [], "p-leader-2", null),
        ("auditor", ["auditor"], null, null),
        ("ops", ["ops"], null, null),
        ("desk", ["resourceDesk"], "p-desk", "d-resources"),
        ("desk-2", ["resourceDesk"], "p-desk-2", "d-resources"),
        ("service", ["serviceOfficer"], "p-service", "d-service"),
        ("service-2", ["serviceOfficer"], "p-service-2", "d-service"),
    ];

    public static IEnumerable<string> Names => Accounts.Select(account => account.Name);

    /// <summary>Persons and departments that the accounts belong to, as a plan file lists them.</summary>
    public static JsonArray Persons() => new([.. Accounts.Where(account => account.Person is not null).Select(account => (JsonNode)new JsonObject
    {
        ["id"] = account.Person, ["name"] = account.Name == "leader" ? "区领导甲" : $"演示人员 {account.Name}", ["department"] = account.Department,
    })]);

    public static JsonArray Departments() => new([.. Accounts.Select(account => account.Department).OfType<string>().Distinct().Order(StringComparer.Ordinal)
        .Select(code => (JsonNode)new JsonObject { ["code"] = code, ["name"] = $"演示单位 {code}" })]);

    public Visitor this[string name] => visitors[name];

    /// <summary>Opens the accounts, or signs them in again where they exist.</summary>
    /// <param name="adminPassword">The administrator's, where the product was not told it.</param>
    public static async Task<Staff> Come(Product product, string adminPassword = Product.AdminPassword)
    {
        var staff = new Staff();
        var admin = staff.visitors["admin"] = await Visitor.SignIn(product, "admin", adminPassword);
        foreach (var (name, roles, person, department) in Accounts)
        {
            var opened = await admin.Post("/api/v1/accounts", new { name, displayName = $"演示账号 {name}", password = Password, memberships = new[] { new { plan = "*", roles, person, department } } });
            Assert.True(opened.Status == 201 || opened.Code == "account-exists", opened.ToString());
            staff.visitors[name] = await Visitor.SignIn(product, name, Password);
        }
        return staff;
    }
}

/// <summary>One product for all test classes that bring a plan of their own.</summary>
public sealed class SharedProduct : IAsyncLifetime
{
    public Product Product { get; } = new();

    public Staff Staff { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await Product.Start();
        Staff = await Staff.Come(Product);
    }

    public ValueTask DisposeAsync() => Product.DisposeAsync();
}

[CollectionDefinition(Name)]
public sealed class OneProduct : ICollectionFixture<SharedProduct>
{
    public const string Name = "one product";
}
