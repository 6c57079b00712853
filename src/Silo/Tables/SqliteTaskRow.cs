using System.Globalization;
using FuyangPlan.Checklists;
using FuyangPlan.Feeds;
using FuyangPlan.Initiatives;
using FuyangPlan.Lights;
using FuyangPlan.TaskBooks;
using Microsoft.Data.Sqlite;

namespace FuyangPlan.Tables;

/// <summary>A task as SQLite holds it.</summary>
internal static class SqliteTaskRow
{
    public const string Columns =
        "initiative, kind, initiative_name, number, title, task_kind, department, department_name, people, start, due, weight, stage, reported, " +
        "verified, has_light, blue, yellow_from, red_from, open, search_text";

    public const string LineColumns =
        "initiative, initiative_name, number, title, task_kind, department, department_name, people, start, due, weight, stage, reported, verified, open";

    private const string Derived = ", plan, initiative_order, title_key";

    // Titles sort as people look them up: by pinyin.
    private static readonly CompareInfo Chinese = CultureInfo.GetCultureInfo("zh-CN").CompareInfo;

    private static readonly string Parameters = "$" + (Columns + Derived).Replace(", ", ", $", StringComparison.Ordinal);

    public static int Order(string initiative) => TaskFilter.Order(InitiativeId.Parse(initiative));

    public static void Save(SqliteConnection connection, string plan, IReadOnlyList<TaskRow> rows)
    {
        using var command = connection.CreateCommand();
        command.CommandText = $"INSERT OR REPLACE INTO tasks ({Columns}{Derived}) VALUES ({Parameters})";
        foreach (var name in Parameters.Split(", ")) command.Parameters.Add(new() { ParameterName = name });
        foreach (var row in rows)
        {
            ReadOnlySpan<object?> values =
            [
                row.Initiative, Kind(row.Kind), row.InitiativeName, row.Number, row.Title, row.TaskKind.ToString(), row.Department, row.DepartmentName,
                row.People.IsDefaultOrEmpty ? "" : $"\n{string.Join('\n', row.People)}\n", TaskFilter.Day(row.Start), TaskFilter.Day(row.Due),
                Hundredths(row.Weight), row.Stage.ToString(), Hundredths(row.Reported), Hundredths(row.Verified), row.HasLight, row.Blue,
                row.YellowFrom is { } yellow ? TaskFilter.Day(yellow) : null, row.RedFrom is { } red ? TaskFilter.Day(red) : null, row.Open,
                row.SearchText, plan, Order(row.Initiative), Chinese.GetSortKey(row.Title).KeyData,
            ];
            for (var i = 0; i < values.Length; i++) command.Parameters[i].Value = values[i] ?? DBNull.Value;
            command.ExecuteNonQuery();
        }
    }

    public static TaskRow Read(SqliteDataReader reader) => new(
        reader.GetString(0), Kind(reader.GetString(1)), reader.GetString(2), reader.GetInt32(3), reader.GetString(4),
        Enum.Parse<TaskKind>(reader.GetString(5)), Optional(reader, 6), Optional(reader, 7), People(reader, 8), Day(reader, 9), Day(reader, 10),
        Percent(reader, 11), Enum.Parse<TaskStage>(reader.GetString(12)), Percent(reader, 13), Percent(reader, 14),
        reader.GetBoolean(15), reader.GetBoolean(16), reader.IsDBNull(17) ? null : Day(reader, 17), reader.IsDBNull(18) ? null : Day(reader, 18),
        reader.GetBoolean(19), reader.GetString(20));

    /// <summary>From <see cref="LineColumns"/> and, behind them, the rank of the light.</summary>
    public static TaskLine ReadLine(SqliteDataReader reader, DateOnly today)
    {
        var (initiative, number, due) = (reader.GetString(0), reader.GetInt32(2), Day(reader, 9));
        return new(
            $"{initiative}/{number}", initiative, reader.GetString(1), number, reader.GetString(3), Enum.Parse<TaskKind>(reader.GetString(4)),
            Optional(reader, 5), Optional(reader, 6), People(reader, 7), Day(reader, 8), due, Percent(reader, 10),
            Enum.Parse<TaskStage>(reader.GetString(11)), Percent(reader, 12), Percent(reader, 13),
            reader.GetInt32(15) is < 4 and var rank ? Light.Red - rank : null,
            reader.GetBoolean(14) && due < today ? today.DayNumber - due.DayNumber : 0);
    }

    private static string Kind(InitiativeKind kind) => kind switch
    {
        InitiativeKind.Project => "project",
        InitiativeKind.IndustryChain => "industryChain",
        _ => "campaign",
    };

    private static InitiativeKind Kind(string kind) => Enum.Parse<InitiativeKind>(kind, ignoreCase: true);

    private static int Hundredths(decimal percent) => (int)decimal.Round(percent * 100);

    private static decimal Percent(SqliteDataReader reader, int column) => reader.GetInt32(column) / 100m;

    private static string? Optional(SqliteDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static ImmutableArray<string> People(SqliteDataReader reader, int column) =>
        [.. reader.GetString(column).Split('\n', StringSplitOptions.RemoveEmptyEntries)];

    private static DateOnly Day(SqliteDataReader reader, int column) =>
        DateOnly.ParseExact(reader.GetString(column), "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
