namespace FuyangPlan.Plans;

public sealed class PlanSchemaTests
{
    [Fact]
    public void CommittedSchema_IsWhatTheRecordsSay()
    {
        var exported = PlanSchema.Export();
        var committed = Path.Combine(PlanFiles.Folder, "plan.schema.json");
        if (File.Exists(committed) && File.ReadAllText(committed) == exported) return;

        var received = Path.ChangeExtension(committed, ".received.json");
        File.WriteAllText(received, exported);
        Assert.Fail($"plans/plan.schema.json differs from the records. If the records are right, move {received} over it.");
    }
}
