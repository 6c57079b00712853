using FuyangPlan;
using FuyangPlan.Settings;
using FuyangPlan.Telemetry;

var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
if (SettingsFile.Check(builder.Configuration, Console.Error) is { } refused) return refused;
if (await Offline.Run(args, builder.Configuration) is { } exitCode) return exitCode;
if (AddressTakenException.Check(builder.Configuration, Console.Error) is { } taken) return taken;

builder.AddFuyangSilo();
builder.AddTelemetry("silo");
var app = builder.Build();
app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
app.MapHealthChecks("/health/ready", new()
{
    Predicate = check => check.Tags.Contains("ready"),
    ResponseWriter = (http, report) => http.Response.WriteAsync(string.Join('\n',
        [$"{report.Status}", .. report.Entries["plans"].Data.Select(copy => $"copy of {copy.Key}: {copy.Value} s")])),
});
try
{
    await app.RunAsync();
    return Environment.ExitCode;
}
catch (Exception error) when (CannotStartException.Of(error) is { } why)
{
    await Console.Error.WriteLineAsync(why.Message);
    return why.ExitCode;
}
