namespace FuyangPlan.Commands;

public static partial class Problems
{
    public static readonly Problem SegmentNotFound = new("segment-not-found", ProblemKind.NotFound, "图谱上没有这个环节");
}
