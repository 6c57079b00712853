using System.Data.Common;

namespace FuyangPlan.Storage;

internal static class Parameters
{
    /// <summary>Adds a parameter of the value's own type.</summary>
    public static void Add(this DbCommand command, string name, object value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
