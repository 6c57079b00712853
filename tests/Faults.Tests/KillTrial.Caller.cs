using System.Globalization;
using FuyangPlan.Initiatives;
using FuyangPlan.Plans;

namespace FuyangPlan.Faults;

internal sealed partial class KillTrial
{
    /// <summary>Sends one command after the other; owns one task of every initiative, so that its reports only grow.</summary>
    private sealed class Caller(KillTrial trial, int number, Random random)
    {
        private readonly Dictionary<InitiativeId, (decimal Reported, decimal Verified)> percents = [];
        private Sending? pending;
        private int count, door;

        public bool IsInDoubt => pending is not null;

        public async Task Run(CancellationToken end)
        {
            while (!end.IsCancellationRequested)
            {
                if (await Send(pending ?? Next(), end) && random.Next(20) == 0) await trial.Look(Question(), door, end);
                // As many callers are always there, but the processor is not theirs alone: processes are being started.
                await Task.Delay(20, end).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        public async Task Settle(CancellationToken patience, bool first = false)
        {
            while (pending is not null || first)
            {
                if (!await Send(pending ?? Report(trial.initiatives[0]), CancellationToken.None)) await Task.Delay(20, CancellationToken.None);
                first = false;
                if (trial.Accidents.Count > 100) return;
                if (patience.IsCancellationRequested) throw new TimeoutException($"It does not heal: {pending?.Command} is still in doubt.");
            }
        }

        private async Task<bool> Send(Sending sending, CancellationToken end)
        {
            // Fresh commands go to any gateway; one that got no answer goes to the next.
            if (pending is null) door = random.Next(trial.Addresses.Length);
            else door++;
            pending = sending;
            trial.Sent[sending.Command] = sending.Stream;
            var answers = await Task.WhenAll(Enumerable.Range(door, sending.Twice ? 2 : 1).Select(to => trial.Version(sending, to, end)));
            var versions = answers.OfType<int>().Distinct().ToArray();
            if (versions.Length > 1) trial.Accidents.Enqueue($"{sending.Command}: answered with versions {string.Join(" and ", versions)}");
            if (versions.Length == 0) return false;
            trial.Acknowledged.Enqueue(new(number, sending.Command, sending.Stream, versions[0]));
            pending = null;
            return true;
        }

        private string Question() => random.Next(3) switch
        {
            0 => trial.Initiative(trial.initiatives[random.Next(trial.initiatives.Length - trial.spared)]),
            1 => $"/api/v1/plans/{trial.plan}/tasks?limit=5",
            _ => $"/api/v1/plans/{trial.plan}/journal?limit=5",
        };

        private Sending Next()
        {
            // Half of the load on one initiative: a hot stream, and kept states.
            var id = trial.initiatives[random.Next(2) == 0 ? 0 : random.Next(trial.initiatives.Length - trial.spared)];
            return random.Next(16) == 0 ? Register()
                : percents.GetValueOrDefault(id) is { Reported: > 0 } at && at.Reported > at.Verified && random.Next(6) == 0 ? Verify(id)
                : Report(id);
        }

        private Sending Report(InitiativeId id)
        {
            var at = percents.GetValueOrDefault(id);
            percents[id] = at with { Reported = at.Reported + 0.01m };
            return Of($"{trial.people}-liaison", $"{id}", $"{trial.Initiative(id)}/tasks/{number + 1}/progress", new Checklists.ReportProgress(at.Reported + 0.01m));
        }

        private Sending Verify(InitiativeId id)
        {
            var reported = percents[id].Reported;
            percents[id] = (reported, reported);
            return Of($"{trial.people}-inspector", $"{id}", $"{trial.Initiative(id)}/tasks/{number + 1}/progress-verification", new Checklists.VerifyProgress(reported));
        }

        private Sending Register() => Of("admin", "plan", $"/api/v1/plans/{trial.plan}/departments", new RegisterDepartment($"k{number}-{count}", $"新单位 {number}-{count}"));

        private Sending Of(string account, string stream, string path, object body) =>
            new(account, string.Create(CultureInfo.InvariantCulture, $"c{number}-{count++}"), $"{trial.plan}/{stream}", path, body, Twice: random.Next(10) == 0);
    }
}
