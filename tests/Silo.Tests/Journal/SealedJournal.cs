using FuyangPlan.DaySeals;

namespace FuyangPlan.Journal;

/// <summary>Two plans, four streams, three sealed days.</summary>
internal static class SealedJournal
{
    public static async Task Fill(IJournal journal)
    {
        Chain plan = new("p/plan"), one = new("p/project-1"), two = new("p/project-2"), other = new("q/plan", "q");
        for (var i = 0; i < 12; i++)
        {
            await journal.Append(one.Next(1 + i % 3));
            await journal.Append(two.Next(payload: i == 0 ? "" : null));
            await journal.Append(other.Next());
            if (i % 4 != 3) continue;
            var sealedAt = await journal.Position("p");
            var root = DayRoot.Of(await journal.Heads("p", sealedAt));
            // Something comes between the looking and the sealing.
            await journal.Append(two.Next());
            await journal.Append(plan.Next(type: "plan.day-sealed", payload: $$"""{"day":"2021-01-{{i + 1:00}}","position":{{sealedAt}},"root":"{{root}}"}"""));
        }
    }
}
