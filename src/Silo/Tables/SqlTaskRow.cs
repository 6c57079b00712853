using System.Data.Common;
using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Feeds;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.Storage;
using FuyangPlan.TaskBooks;

namespace FuyangPlan.Tables;

/// <summary>A task as a database holds it.</summary>
internal static class SqlTaskRow
{
    public const string Columns =
        "initiative, kind, initiative_name, number, title, task_kind, department, department_name, people, start, due, weight, stage, reported, " +
        "verified, has_light, blue, yellow_from, red_from, open, search_text";

    public const string LineColumns =
        "initiative, initiative_name, number, title, task_kind, department, department_name, people, start, due, weight, stage, reported, verified, open";

    private const string Derived = ", plan, initiative_order, title_key";

    private static readonly string[] All = (Columns + Derived).Split(", ");

    private static readonly string[] Numbers = ["number", "weight", "reported", "verified", "has_light", "blue", "open", "initiative_order"];

    private static readonly string Parameters = string.Join(", ", All.Select(name => $"@{name}"));

    private static readonly string Upsert =
        $"ON CONFLICT (plan, initiative_order, number) DO UPDATE SET {string.Join(", ", All.Select(name => $"{name} = excluded.{name}"))}";

    // Titles sort as people look them up: by pinyin.
    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    public static int Order(string initiative) => TaskFilter.Order(InitiativeId.Parse(initiative));

    /// <summary>Inserts or replaces rows, each once.</summary>
    /// <param name="atOnce">By one statement that takes a column as an array; else by one for each row.</param>
    public static async Task Save(DbTransaction transaction, string plan, IReadOnlyList<TaskRow> rows, bool atOnce)
    {
        if (rows.Count == 0) return;
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"INSERT INTO tasks ({Columns}{Derived}) {(atOnce ? $"SELECT * FROM unnest({Parameters})" : $"VALUES ({Parameters})")} {Upsert}";
        var values = rows.Select(row => Values(plan, row));
        if (atOnce)
        {
            object?[][] table = [.. values];
            foreach (var (i, name) in All.Index()) command.Add($"@{name}", Column(table, i, name));
            await command.ExecuteNonQueryAsync();
            return;
        }
        foreach (var name in All) command.Add($"@{name}", DBNull.Value);
        await command.PrepareAsync();
        foreach (var row in values)
        {
            for (var i = 0; i < row.Length; i++) command.Parameters[i].Value = row[i] ?? DBNull.Value;
            await command.ExecuteNonQueryAsync();
        }
    }

    public static TaskRow Read(DbDataReader reader) => new(
        reader.GetString(0), Kind(reader.GetString(1)), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
        Enum.Parse<TaskKind>(reader.GetString(5)), Optional(reader, 6), Optional(reader, 7), People(reader, 8), Day(reader, 9), Day(reader, 10),
        Percent(reader, 11), Enum.Parse<TaskStage>(reader.GetString(12)), Percent(reader, 13), Percent(reader, 14),
        Yes(reader, 15), Yes(reader, 16), reader.IsDBNull(17) ? null : Day(reader, 17), reader.IsDBNull(18) ? null : Day(reader, 18),
        Yes(reader, 19), reader.GetString(20));

    /// <summary>From <see cref="LineColumns"/> and, behind them, the rank of the light.</summary>
    public static TaskLine ReadLine(DbDataReader reader, DateOnly today)
    {
        var (initiative, number, due) = (reader.GetString(0), reader.GetInt32(2), Day(reader, 9));
        return new(
            $"{initiative}/{number}", initiative, reader.GetString(1), number, reader.GetString(3), Enum.Parse<TaskKind>(reader.GetString(4)),
            Optional(reader, 5), Optional(reader, 6), People(reader, 7), Day(reader, 8), due, Percent(reader, 10),
            Enum.Parse<TaskStage>(reader.GetString(11)), Percent(reader, 12), Percent(reader, 13),
            reader.GetInt32(15) is < 4 and var rank ? Light.Red - rank : null,
            Yes(reader, 14) && due < today ? today.DayNumber - due.DayNumber : 0);
    }

    private static object?[] Values(string plan, TaskRow row) =>
    [
        row.Initiative, Kind(row.Kind), row.InitiativeName, row.Number, row.Title, row.TaskKind.ToString(), row.Department, row.DepartmentName,
        row.People.IsDefaultOrEmpty ? "" : $"\n{string.Join('\n', row.People)}\n", TaskFilter.Day(row.Start), TaskFilter.Day(row.Due),
        Hundredths(row.Weight), row.Stage.ToString(), Hundredths(row.Reported), Hundredths(row.Verified), Number(row.HasLight), Number(row.Blue),
        row.YellowFrom is { } yellow ? TaskFilter.Day(yellow) : null, row.RedFrom is { } red ? TaskFilter.Day(red) : null, Number(row.Open),
        row.SearchText, plan, Order(row.Initiative), Chinese.GetSortKey(row.Title).KeyData,
    ];

    // The type of the array is what tells the database the type of the column.
    private static Array Column(object?[][] table, int i, string name) =>
        name == "title_key" ? table.Select(row => (byte[])row[i]!).ToArray()
        : Numbers.Contains(name) ? table.Select(row => (int)row[i]!).ToArray()
        : table.Select(row => (string?)row[i]).ToArray();

    private static string Kind(InitiativeKind kind) => kind switch
    {
        InitiativeKind.Project => "project",
        InitiativeKind.IndustryChain => "industryChain",
        _ => "campaign",
    };

    private static InitiativeKind Kind(string kind) => Enum.Parse<InitiativeKind>(kind, ignoreCase: true);

    private static int Hundredths(decimal percent) => (int)decimal.Round(percent * 100);

    private static decimal Percent(DbDataReader reader, int column) => reader.GetInt32(column) / 100m;

    private static int Number(bool yes) => yes ? 1 : 0;

    private static bool Yes(DbDataReader reader, int column) => reader.GetInt32(column) != 0;

    private static string? Optional(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static ImmutableArray<string> People(DbDataReader reader, int column) =>
        [.. reader.GetString(column).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static DateOnly Day(DbDataReader reader, int column) =>
        DateOnly.ParseExact(reader.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
