namespace FuyangPlan.Plans;

/// <summary>What a plan file's keys are called where its article is shown. A key without a word is shown as it is written.</summary>
internal static class ArticleWords
{
    public static string Role(string role) => role switch
    {
        "issuer" => "颁发任务书",
        "chair" => "主持会议",
        "keynote" => "讲话",
        "attendee" => "参加会议",
        "pledgeSpeaker" => "表态发言",
        _ => role,
    };

    public static string Place(string? where) => where switch
    {
        null => "—",
        "speech" => "讲话",
        "annex" => "附录",
        _ => where,
    };

    public static string Statement(string key) => key switch
    {
        "attack" => "主攻",
        "innovation" => "创新",
        "method" => "方法",
        "overallTarget" => "总目标",
        "parent" => "由来",
        "speechProjects" => "讲话中的工程",
        "speechChains" => "讲话中的产业",
        "speechCampaigns" => "讲话中的提升行动",
        "team" => "队伍",
        "threeStandUps" => "立起来",
        "timeLeft" => "时间",
        "ultimate" => "愿景",
        _ => key,
    };
}
