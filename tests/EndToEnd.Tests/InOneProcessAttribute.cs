using Xunit.v3;

namespace FuyangPlan.EndToEnd;

/// <summary>
/// What lies in the gateway alone, or shows in one process as well as in several: not tried once more against a cluster. All else is.
/// </summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class InOneProcessAttribute : Attribute, ITraitAttribute
{
    // test.sh leaves them out by this name.
    public IReadOnlyCollection<KeyValuePair<string, string>> GetTraits() => [new("runs", "in-one-process")];
}
