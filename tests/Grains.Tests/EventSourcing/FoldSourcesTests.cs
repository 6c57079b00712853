using System.Reflection;
using System.Reflection.Emit;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using FuyangPlan.Contracts;
using FuyangPlan.Initiatives;
using FuyangPlan.Journal;
using FuyangPlan.Plans;

namespace FuyangPlan.EventSourcing;

/// <summary>
/// Kept states are named by the sources that folds are made of. What is left out of these must be nothing that a fold calls and nothing that a state holds: else
/// a changed fold would go on from states that it did not make.
/// </summary>
public partial class FoldSourcesTests
{
    private static readonly Assembly[] Own = [typeof(JournalRow).Assembly, typeof(Command).Assembly];

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!).ToDictionary(code => code.Value);

    [Fact]
    public void Folds_ReachIntoNothingThatTheirNamesLeaveOut()
    {
        var reached = Reached();
        foreach (var known in (Type[])[typeof(PlanImported), typeof(PlanState), typeof(PlanDocument), typeof(InitiativeState), typeof(Items<>), typeof(RuleSet)])
            Assert.Contains(known, reached);
        var leftOut = LeftOut();
        foreach (var known in (string[])["PlanGrain", "PlanRules", "PlanViews", "IPlanGrain", "TaskTable", "HistoryGrain"]) Assert.Contains(known, leftOut.Keys);
        Assert.Empty(reached.Select(type => Outermost(type).Name.Split('`')[0]).Distinct().Where(leftOut.ContainsKey).Select(name => $"{name} of {leftOut[name]}"));
    }

    /// <summary>Types of the files that the project leaves out, by name.</summary>
    private static Dictionary<string, string> LeftOut()
    {
        var project = Path.Combine(ArchitectureTests.Root(), "src", "Grains");
        var found = new Dictionary<string, string>();
        foreach (var source in XDocument.Load(Path.Combine(project, "Grains.csproj")).Descendants("FoldSource"))
        {
            // What is named one by one is not left out after all.
            if (source.Attribute("Exclude") is not { Value: var exclude })
            {
                var named = ((string)source.Attribute("Include")!).Split(';');
                found = found.Where(type => !named.Contains(type.Value)).ToDictionary();
                continue;
            }
            var patterns = exclude.Split(';').Select(Pattern).ToArray();
            var under = Path.GetFullPath(Path.Combine(project, ((string)source.Attribute("Include")!).Replace("**/*.cs", "", StringComparison.Ordinal)));
            foreach (var file in Directory.EnumerateFiles(under, "*.cs", SearchOption.AllDirectories))
            {
                var path = Path.GetRelativePath(project, file).Replace('\\', '/');
                if (path.Contains("obj/", StringComparison.Ordinal) || !patterns.Any(pattern => pattern.IsMatch(path))) continue;
                foreach (var declared in Declaration().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value)) found[declared] = path;
            }
        }
        return found;
    }

    // As the build reads it: ** is any folders, * any letters of a name.
    private static Regex Pattern(string glob) => new($"^{Regex.Escape(glob)
        .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal).Replace(@"\*\*", ".*", StringComparison.Ordinal).Replace(@"\*", "[^/]*", StringComparison.Ordinal)}$");

    /// <summary>All that states hold, and all that is called where they are made, folded on and read back.</summary>
    private static HashSet<Type> Reached()
    {
        var all = Own.SelectMany(assembly => assembly.GetTypes()).ToArray();
        var (types, methods) = (new HashSet<Type>(), new HashSet<MethodBase>());
        var (held, called) = (new Queue<Type>(), new Queue<MethodBase>());
        foreach (var type in all.Where(type => !type.IsAbstract && ((typeof(JournalEvent).IsAssignableFrom(type) && !type.IsNested) || IsFolded(type)))) held.Enqueue(type);
        foreach (var apply in all.Where(IsFolded).SelectMany(Methods).Where(method => method.Name == "Apply")) called.Enqueue(apply);
        while (held.Count + called.Count > 0)
            if (held.TryDequeue(out var type)) Hold(type);
            else Call(called.Dequeue());
        return types;

        void Hold(Type type)
        {
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : []) held.Enqueue(argument);
            if (type.HasElementType) held.Enqueue(type.GetElementType()!);
            var plain = type.IsGenericType ? type.GetGenericTypeDefinition() : type;
            if (!Own.Contains(plain.Assembly) || plain.IsGenericParameter || !types.Add(plain)) return;
            foreach (var field in plain.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)) held.Enqueue(field.FieldType);
            // What is read back is made by these.
            foreach (var made in Methods(plain).Where(method => method.IsConstructor || method.Name.StartsWith("set_", StringComparison.Ordinal))) called.Enqueue(made);
        }

        void Call(MethodBase method)
        {
            var plain = method is MethodInfo { IsGenericMethod: true } generic ? generic.GetGenericMethodDefinition() : method;
            if (plain.DeclaringType is not { } owner || !Own.Contains(owner.Assembly)) return;
            if (owner.IsGenericType) plain = owner.Module.ResolveMethod(plain.MetadataToken)!;
            if (!methods.Add(plain)) return;
            types.Add(owner.IsGenericType ? owner.GetGenericTypeDefinition() : owner);
            // Whoever may be meant by it.
            if (plain is { IsAbstract: true } or { IsVirtual: true, IsFinal: false })
                foreach (var other in all.Where(type => type != owner && Extends(type, owner)).SelectMany(Methods).Where(other => other.Name == plain.Name)) called.Enqueue(other);
            foreach (var callee in Callees(plain)) called.Enqueue(callee);
        }
    }

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;

    private static bool IsFolded(Type type) => type.GetInterfaces().Any(face => Is(face, typeof(IFold<>)) || Is(face, typeof(IPart<>)));

    private static bool Is(Type type, Type other) => type == other || (type.IsGenericType && type.GetGenericTypeDefinition() == other);

    private static bool Extends(Type type, Type owner)
    {
        for (var parent = type.BaseType; parent is not null; parent = parent.BaseType)
            if (Is(parent, owner)) return true;
        return owner.IsInterface && type.GetInterfaces().Any(face => Is(face, owner));
    }

    private static IEnumerable<MethodBase> Methods(Type type)
    {
        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;
        return type.GetMethods(Any).Concat<MethodBase>(type.GetConstructors(Any));
    }

    private static IEnumerable<MethodBase> Callees(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        var ofType = method.DeclaringType!.IsGenericType ? method.DeclaringType.GetGenericArguments() : null;
        var ofMethod = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var op = code[at] == 0xFE ? Codes[unchecked((short)(0xFE00 | code[at + 1]))] : Codes[code[at]];
            at += op.Size;
            if (op.OperandType is OperandType.InlineMethod && method.Module.ResolveMethod(BitConverter.ToInt32(code, at), ofType, ofMethod) is { } callee) yield return callee;
            at += op.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }

    [GeneratedRegex(@"^\s*(?:\w+ )*(?:class|record struct|record|struct|interface|enum) (\w+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
