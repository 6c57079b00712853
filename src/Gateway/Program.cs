using FuyangPlan;
using FuyangPlan.Settings;
using FuyangPlan.Telemetry;

// A switch has no value on the command line; configuration wants one.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions
{
    Args = [.. args.Select(arg => arg == "--demo" ? "--Fuyang:Demo=true" : arg)],
    // Its own files lie beside the program, wherever it is started from; data lies where it is started.
    ContentRootPath = AppContext.BaseDirectory,
});
if (SettingsFile.Check(builder.Configuration, Console.Error) is { } refused) return refused;
if (await Offline.Run(args, builder.Configuration) is { } exitCode) return exitCode;

// The first command must not depend on an environment variable: files of wwwroot are served from the project, too.
builder.WebHost.UseStaticWebAssets();
// Or every request would look for a newer file first.
builder.WebHost.UseSetting("ReloadStaticAssetsAtRuntime", "false");
if (string.IsNullOrEmpty(builder.Configuration["urls"])) builder.WebHost.UseUrls("http://localhost:8080");
if (AddressTakenException.Check(builder.Configuration, Console.Error) is { } taken) return taken;
if (FuyangClient.IsOfCluster(builder.Configuration))
{
    builder.AddFuyangClient();
    Doubt.ExpectLosses();
}
else builder.AddFuyangSilo();
builder.AddTelemetry("gateway");
builder.AddGateway();

await using var app = builder.Build();
app.UseGateway();
app.MapOpsDashboard();

try
{
    await app.StartAsync();
}
catch (Exception error) when (CannotStartException.Of(error) is { } why)
{
    await Console.Error.WriteLineAsync(why.Message);
    return why.ExitCode;
}
var entrance = await app.Services.GetRequiredService<FirstStart>().HowToSignIn.WaitAsync(app.Lifetime.ApplicationStopping)
    .ContinueWith(told => told.IsCompletedSuccessfully ? told.Result : null, TaskScheduler.Default);
if (entrance is not null)
{
    Console.WriteLine($"请打开 / Open:      {string.Join("  ", app.Urls)}");
    Console.WriteLine($"登录 / Sign in:     {entrance}");
    Console.WriteLine("接口说明 / API:     /api-docs   运维 / Ops: /ops/dashboard");
}
await app.WaitForShutdownAsync();
return Environment.ExitCode;
