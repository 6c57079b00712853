namespace FuyangPlan.Plans;

public sealed class SamplePlanFileTests
{
    [Fact]
    public void FileOfTheDocs_HasNoFault_AndIsADistrictOfItsOwn()
    {
        var file = PlanFile.Read(Path.Combine(PlanFiles.Folder, "..", "docs", "sample-plan.json"));
        Assert.Empty(file.Faults);
        Assert.NotEqual(PlanFiles.Read("fuyang.json").Id, file.Document!.Id);
        Assert.NotNull(file.Document.Source);
    }
}
