using System.Data.Common;
using System.Text.Json;
using FuyangPlan.Journal;
using FuyangPlan.Servers;
using FuyangPlan.Storage;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.DaySeals;

/// <summary>Whatever suffix of a journal is written anew, with all that can be computed computed anew: it is found.</summary>
public abstract class RewritingContract : IAsyncLifetime
{
    private static readonly int Seed = int.TryParse(Environment.GetEnvironmentVariable("FUYANG_SEED"), out var seed) ? seed : 20210115;

    private readonly SealKey key = SignedJournal.NewKey(), his = SignedJournal.NewKey();
    private readonly Random random = new(Seed);
    private readonly TempFolder folder = new();

    public abstract ValueTask InitializeAsync();

    public virtual ValueTask DisposeAsync()
    {
        folder.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    [Theory]
    [InlineData(Forging.KeepsSignatures, 0)]
    [InlineData(Forging.KeepsSignatures, 2)]
    [InlineData(Forging.DropsSignatures, 0)]
    [InlineData(Forging.DropsSignatures, 2)]
    [InlineData(Forging.SignsWithHisKey, 0)]
    [InlineData(Forging.SignsUnderTheRightId, 2)]
    public async Task Verify_AnySuffixRewrittenWithoutTheKey_IsFound(Forging forging, int unsigned)
    {
        for (var round = 0; round < 4; round++)
        {
            var (source, seals) = await Filled(unsigned);
            await using (source)
            {
                Assert.True(Verify(source).IsProven, Verify(source).ToString());
                // The first round writes all of it anew.
                var from = round == 0 ? 1 : random.NextInt64(1, seals[^1].Position + 1);
                Forger.Rewrite(source, from, forging, key, his);
                var report = Verify(source);
                Assert.False(report.IsProven, $"seed {Seed}, from {from}: {report}");
                // It is the signatures that say so, and nothing else: the forger has made no mistake.
                Assert.True(JournalVerifier.Verify(source).Faults.All(fault => fault.Contains("签名", StringComparison.Ordinal)), $"{report}");
            }
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    public async Task VerifyAgainst_AnySuffixRewrittenWithTheKey_IsFoundByWhatWasKept(int unsigned)
    {
        for (var round = 0; round < 4; round++)
        {
            var (source, seals) = await Filled(unsigned);
            await using (source)
            {
                var kept = Kept(seals);
                Assert.True(Verify(source, kept).IsProven, Verify(source, kept).ToString());
                var from = round == 0 ? 1 : random.NextInt64(1, seals[^1].Position + 1);
                Forger.Rewrite(source, from, Forging.HasTheKey, key, his);
                Assert.Empty(Verify(source).Faults);
                var report = Verify(source, kept);
                // Each day from there on, and none before.
                Assert.True(seals.Count(seal => seal.Position >= from) == report.Faults.Length, $"seed {Seed}, from {from}: {report}");
                Assert.Contains(seals[^1].Root, report.ToString(), StringComparison.Ordinal);
            }
        }
    }

    /// <summary>Who has the key can also leave out the end.</summary>
    [Fact]
    public async Task VerifyAgainst_AJournalThatWasCutShort_IsFound()
    {
        var (source, seals) = await Filled(0);
        await using (source)
        {
            using (var connection = source.OpenConnection())
            using (var command = connection.CreateCommand())
            {
                command.CommandText = $"DELETE FROM journal WHERE position > {seals[3].Position}; UPDATE plan_head SET position = {seals[3].Position}";
                command.ExecuteNonQuery();
            }
            Assert.True(Verify(source).IsProven);
            Assert.Equal(SignedJournal.Days - 3, Verify(source, Kept(seals)).Faults.Length);
            Assert.Empty(Verify(source, Kept(seals[..3])).Faults);
        }
    }

    [Fact]
    public async Task Verify_AnUnsignedSealBehindASignedOne_IsFound()
    {
        var (source, seals) = await Filled(0);
        await using (source)
        {
            Forger.Rewrite(source, seals[3].Position + 1, Forging.DropsSignatures, key, his);
            Assert.Contains(Verify(source).Faults, fault => fault.Contains("没有签名", StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task Verify_UnsignedBeforeTheFirstSigned_IsSaidAndNoFault()
    {
        var (source, _) = await Filled(3);
        await using (source)
        {
            var words = Verify(source).ToString();
            Assert.Contains("完整，未发现改动", words, StringComparison.Ordinal);
            Assert.Contains("未签名 3 次（2021-01-01 至 2021-01-03）", words, StringComparison.Ordinal);
            Assert.Contains($"密钥 {key.Known[0].KeyId} 签名 3 次（2021-01-04 至 2021-01-06）", words, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Verify_AKeyThatReplacedAnother_IsJudgedByBothAndSaysWhichSignedWhat()
    {
        var (source, _) = await Filled(0, day => day < 3 ? his : key);
        await using (source)
        {
            var report = JournalVerifier.Verify(source, key.Public().And(his.Public()));
            Assert.True(report.IsProven, report.ToString());
            Assert.Contains($"密钥 {his.Known[0].KeyId} 签名 2 次", report.ToString(), StringComparison.Ordinal);
            // Without the old public key its seals are not proven, and not called forged.
            report = Verify(source);
            Assert.Equal((true, false), (report.Whole, report.IsProven));
            Assert.Contains(his.Known[0].KeyId, Assert.Single(report.Unproven), StringComparison.Ordinal);
        }
    }

    private protected abstract Task<DbDataSource> Open();

    private protected abstract SqlJournal Journal(DbDataSource source);

    private async Task<(DbDataSource Source, List<DaySealView> Seals)> Filled(int unsigned, Func<int, ISealKey>? keyOf = null)
    {
        var source = await Open();
        using var journal = Journal(source);
        return (source, await SignedJournal.Fill(journal, keyOf ?? (_ => key), unsigned));
    }

    private VerifyReport Verify(DbDataSource source, params KeptRoots[] kept) => JournalVerifier.Verify(source, key.Public(), kept);

    private KeptRoots Kept(List<DaySealView> seals)
    {
        var file = Path.Combine(folder.Path, $"{Guid.NewGuid()}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new DaySealsView([.. seals.AsEnumerable().Reverse()], null, []), StrictJson.Options));
        return KeptRoots.Read(file);
    }
}

public sealed class SqliteRewritingTests : RewritingContract
{
    private readonly TempFolder folder = new();
    private int count;

    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return base.DisposeAsync();
    }

    private protected override Task<DbDataSource> Open()
    {
        var source = new SqliteSource(Path.Combine(folder.Path, $"{count++}.db"));
        Migrator.Run(source, Migrator.Embedded("sqlite"));
        return Task.FromResult<DbDataSource>(source);
    }

    private protected override SqlJournal Journal(DbDataSource source) => new SqliteJournal((SqliteSource)source, NullLogger<SqliteJournal>.Instance);
}

public sealed class PostgresRewritingTests(PostgresServer server) : RewritingContract
{
    private string database = null!;

    public override async ValueTask InitializeAsync()
    {
        database = await server.CreateDatabase();
        await using var source = PostgresSource.Work(database);
        Migrator.Run(source, Migrator.Embedded("postgres"));
    }

    private protected override async Task<DbDataSource> Open()
    {
        await PostgresServer.Execute(database, "TRUNCATE journal, plan_head");
        return PostgresSource.Work(database);
    }

    private protected override SqlJournal Journal(DbDataSource source) => new PostgresJournal((Npgsql.NpgsqlDataSource)source, NullLogger<PostgresJournal>.Instance);
}
