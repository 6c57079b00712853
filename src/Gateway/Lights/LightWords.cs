namespace FuyangPlan.Lights;

/// <summary>Lights as the pages name them.</summary>
internal static class LightWords
{
    public static string InWords(this Light? light) => light switch
    {
        Light.Blue => "销号",
        Light.Green => "正常",
        Light.Yellow => "预警",
        Light.Red => "滞后",
        _ => "未亮灯",
    };
}
