using FuyangPlan;
using FuyangPlan.Telemetry;

var builder = WebApplication.CreateBuilder(args);
builder.AddFuyangSilo();
builder.AddTelemetry("silo");
var app = builder.Build();
app.MapHealthChecks("/health/live", new() { Predicate = _ => false });
app.MapHealthChecks("/health/ready", new() { Predicate = check => check.Tags.Contains("ready") });
app.Run();
