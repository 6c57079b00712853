using Dapper;
using FuyangPlan.Feeds;
using FuyangPlan.Journal;
using FuyangPlan.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Runtime;
using Orleans.Storage;

namespace FuyangPlan;

[Alias("test-note")]
public interface INoteGrain : IGrainWithStringKey
{
    Task<string?> Read();
    Task Write(string text);
    Task Clear();
    Task Remind(string name);
    Task<int> Forget(string name);
}

public enum Mood { Calm, VeryCalm }

public sealed record Note
{
    public string? Text { get; set; }
    public Mood Mood { get; set; }
    public ImmutableSortedDictionary<int, decimal> Percents { get; set; } = ImmutableSortedDictionary<int, decimal>.Empty;
}

public sealed class NoteGrain(
    [PersistentState("note", "store")] IPersistentState<Note> note, [PersistentState("other")] IPersistentState<Note> other) : Grain, INoteGrain, IRemindable
{
    public Task<string?> Read() => Task.FromResult(note.State.Text == other.State.Text ? note.State.Text : "differs");

    public async Task Write(string text)
    {
        note.State = new() { Text = text, Mood = Mood.VeryCalm, Percents = ImmutableSortedDictionary<int, decimal>.Empty.Add(3, 12.50m) };
        other.State = new() { Text = text };
        await note.WriteStateAsync();
        await other.WriteStateAsync();
    }

    public async Task Clear()
    {
        await note.ClearStateAsync();
        await other.ClearStateAsync();
    }

    public Task Remind(string name) => this.RegisterOrUpdateReminder(name, TimeSpan.FromHours(1), TimeSpan.FromHours(1));

    public async Task<int> Forget(string name)
    {
        if (await this.GetReminder(name) is { } reminder) await this.UnregisterReminder(reminder);
        return (await this.GetReminders()).Count;
    }

    public Task ReceiveReminder(string reminderName, TickStatus status) => Task.CompletedTask;
}

public sealed class FuyangSiloTests : IDisposable
{
    private readonly TempFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Grains_KeepTheirStateAndRemindersOverARestart()
    {
        using (var host = await Start(folder.Path))
        {
            var note = host.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("a");
            Assert.Null(await note.Read());
            for (var i = 0; i < 5; i++) await note.Write($"第 {i} 次");
            await note.Remind("one");
            await note.Remind("two");
            await note.Remind("two");
            await host.StopAsync();
        }
        using (var host = await Start(folder.Path))
        {
            var note = host.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("a");
            Assert.Equal("第 4 次", await note.Read());
            Assert.Equal(1, await note.Forget("one"));
            var payload = Scalar("SELECT CAST(PayloadBinary AS TEXT) FROM OrleansStorage WHERE GrainTypeString = 'note'");
            Assert.Equal("""{"text":"第 4 次","mood":"veryCalm","percents":{"3":12.50}}""", payload);
            await note.Clear();
            await note.Write("again");
            Assert.Equal("again", await note.Read());
            await host.StopAsync();
        }
    }

    [Fact]
    public async Task Storage_OfAStaleWriter_RefusesAndKeepsOneRow()
    {
        using var host = await Start(folder.Path);
        var storage = host.Services.GetRequiredKeyedService<IGrainStorage>("store");
        var id = GrainId.Create("note", "b");
        GrainState<Note> mine = new() { State = new() { Text = "mine" } }, yours = new() { State = new() { Text = "yours" } };
        await storage.WriteStateAsync("note", id, mine);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", id, yours));
        await storage.ReadStateAsync("note", id, yours);
        Assert.Equal("mine", yours.State.Text);
        await storage.WriteStateAsync("note", id, yours);
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.WriteStateAsync("note", id, mine));
        await Assert.ThrowsAsync<InconsistentStateException>(() => storage.ClearStateAsync("note", id, mine));
        Assert.Equal("1", Scalar("SELECT count(*) FROM OrleansStorage"));
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_InAFolderThatIsInUse_IsRefusedAndTheFirstGoesOn()
    {
        using var host = await Start(folder.Path);
        Assert.Equal(75, (await Assert.ThrowsAsync<FolderTakenException>(() => Start(folder.Path))).ExitCode);
        Assert.Empty(await host.Services.GetRequiredService<IJournal>().Plans());
        await host.StopAsync();
    }

    [Fact]
    public async Task Start_TwoAtOnce_EachHasItsOwnPortsAndFolder()
    {
        var hosts = await Task.WhenAll(Start(Path.Combine(folder.Path, "a")), Start(Path.Combine(folder.Path, "b")));
        foreach (var host in hosts) await host.Services.GetRequiredService<IGrainFactory>().GetGrain<INoteGrain>("c").Write("note");
        foreach (var host in hosts)
        {
            await host.StopAsync();
            host.Dispose();
        }
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Path.Combine(folder.Path, "a", "keys")));
    }

    private static async Task<IHost> Start(string folder)
    {
        var builder = Host.CreateApplicationBuilder();
        builder.Logging.ClearProviders();
        builder.Configuration["Fuyang:DataFolder"] = folder;
        builder.AddFuyangSilo();
        var host = builder.Build();
        try
        {
            await host.StartAsync();
            return host;
        }
        catch
        {
            host.Dispose();
            throw;
        }
    }

    private string? Scalar(string sql)
    {
        using var source = new SqliteSource(folder.Database);
        using var connection = source.Open(exclusive: true);
        return connection.ExecuteScalar<string>(sql);
    }
}
