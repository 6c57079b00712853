namespace FuyangPlan.Http;

/// <summary>Parameters in words, but for what an address names.</summary>
internal static class ApiWords
{
    /// <summary>Stands for the hash of an uploaded file in examples.</summary>
    public const string Hash = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    public static string? Parameter(string name) => name switch
    {
        "plan" => "行动编号，如 fuyang",
        "request" => "企业诉求编号",
        "token" => "企业链接中 /e/ 之后的部分",
        "all" => "true：连同已过期、已撤销的",
        "standing" => "open、dormant、lost、ended",
        "source" => "leaderReferral、enterpriseReferral、fair、outpost、agent、walkIn、other",
        "holder" => "跟进人的人员编号",
        "inPool" => "true：公海池中的；false：有人跟进的",
        "asOf" => "看那一刻：日期，或带时区的时间；不填为现在",
        "from" or "to" => "时点：日期，或带时区的时间",
        "on" => "哪一天，yyyy-MM-dd；不填为行动的今天",
        "cursor" => "上一页的 nextCursor",
        "limit" => "1 至 200",
        "q" => "要找的字词，几个词用空格隔开；名称也可用拼音首字母",
        "kind" => "事项：project、industryChain、campaign；落地项目：project、enterprise",
        "light" => "blue、green、yellow、red",
        "leader" => "vacant 或 held",
        "stage" => "任务：notStarted、inProgress、reportedDone、verified、struckOff、suspended、cancelled；线索：lead 至 atCapacity；落地项目：planned 至 atCapacity",
        "initiative" => "只看一个事项，如 project-4",
        "department" => "单位代码",
        "person" => "人员编号",
        "dueFrom" or "dueTo" => "计划完成日范围，yyyy-MM-dd",
        "overdue" => "true 或 false",
        "chain" => "只看一条产业链，如 chain-5",
        "officer" or "handler" => "服务专员的人员编号",
        "category" => "labor、housing、land、finance、approval、logistics、other",
        "leadEnterprise" => "true：龙头企业；false：其他",
        "verified" => "true：现阶段已核验；false：未核验",
        "stopped" => "true：停缓建的；false：其他",
        "sort" => "排序，减号为倒序",
        "after" => "从这个位置之后续传；请求头 Last-Event-ID 优先",
        "number" => "消息的编号",
        "status" => "waiting、released、discarded",
        "name" => "账号名；上传与下载佐证时为文件名",
        "hash" => "SHA-256，小写十六进制",
        "Idempotency-Key" => "1 至 128 个可见 ASCII 字符；重试用同一个",
        "If-Match" => "读取时得到的 ETag；内容已变则 412",
        _ => null,
    };
}
