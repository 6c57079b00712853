using Orleans.Metadata;
using Orleans.Runtime;

namespace FuyangPlan.Concurrency;

/// <summary>
/// Lets every message to our grains take whichever silo is next on its way in. Else each grain has one silo that all questions to it go through, wherever it
/// lives: while that one is frozen, whoever asks again takes the same way again. No order is lost by it: nobody sends before the answer has come.
/// </summary>
internal sealed class AnyWay : IGrainPropertiesProvider
{
    public void Populate(Type grainClass, GrainType grainType, Dictionary<string, string> properties)
    {
        if (grainClass.Assembly == typeof(AnyWay).Assembly) properties[WellKnownGrainTypeProperties.Unordered] = "true";
    }
}
