using System.Security.Cryptography;
using System.Text;
using FuyangPlan.Journal;

namespace FuyangPlan.DaySeals;

public class DayRootTests
{
    private static readonly StreamHead[] Heads = [new("p/project-1", 7, new('b', 64)), new("p/plan", 3, new('a', 64))];

    /// <summary>The form of a root, told a second time: nobody who checks one elsewhere needs our code.</summary>
    [Theory]
    [InlineData(null)]
    [InlineData("c0ffee")]
    public void Root_IsSha256OverTheRootBeforeAndALineForEachHead(string? previous)
    {
        var form = (previous is null ? "" : $"previous {previous}\n") + $"p/plan 3 {new string('a', 64)}\np/project-1 7 {new string('b', 64)}\n";
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(form))), DayRoot.Of(Heads, previous));
    }

    [Fact]
    public void Root_CoversTheRootBefore() => Assert.Equal(3, new[] { DayRoot.Of(Heads), DayRoot.Of(Heads, "a"), DayRoot.Of(Heads, "b") }.Distinct().Count());
}
