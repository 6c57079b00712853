using System.Data.Common;
using System.IO.Compression;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace FuyangPlan.EndToEnd;

/// <summary>A product's database, changed behind its back; and all that SQLite and PostgreSQL do not say alike.</summary>
public sealed class TestedDatabase(string place, bool isPostgres)
{
    /// <summary>Answers how many rows were changed.</summary>
    public int Change(string sql) => Run(sql, command => command.ExecuteNonQuery());

    /// <summary>What the read table of this name is called: it carries its build.</summary>
    public string Table(string name) => $"{name}_{Run("SELECT DISTINCT build FROM table_checkpoint", command => command.ExecuteScalar())}";

    /// <summary>What is kept of the streams of this name, unpacked.</summary>
    public IEnumerable<string> KeptStates(string name) => Run($"SELECT state FROM kept_states WHERE stream LIKE '%/{name}'", command =>
    {
        List<string> states = [];
        using var reader = command.ExecuteReader();
        while (reader.Read())
        {
            using var text = new StreamReader(new BrotliStream(new MemoryStream(reader.GetFieldValue<byte[]>(0)), CompressionMode.Decompress));
            states.Add(text.ReadToEnd());
        }
        return states;
    });

    /// <summary>A literal.</summary>
    public string Bytes(ReadOnlySpan<byte> bytes) => isPostgres ? $@"'\x{Convert.ToHexString(bytes)}'::bytea" : $"x'{Convert.ToHexString(bytes)}'";

    /// <summary>From now on it takes no entry of a command with this key.</summary>
    public void Refuse(string key) => Change(isPostgres
        ? $"""
          CREATE FUNCTION broken() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'broken'; END$$;
          CREATE TRIGGER broken BEFORE INSERT ON journal FOR EACH ROW WHEN (new.command_id LIKE '%:{key}') EXECUTE FUNCTION broken()
          """
        : $"CREATE TRIGGER broken BEFORE INSERT ON journal WHEN new.command_id LIKE '%:{key}' BEGIN SELECT RAISE(ABORT, 'broken'); END");

    public void RefuseNothing() => Change(isPostgres ? "DROP FUNCTION broken CASCADE" : "DROP TRIGGER broken");

    private T Run<T>(string sql, Func<DbCommand, T> run)
    {
        using DbConnection connection = isPostgres ? new NpgsqlConnection($"{place};Pooling=false") : new SqliteConnection($"Data Source={place};Pooling=false");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return run(command);
    }
}
