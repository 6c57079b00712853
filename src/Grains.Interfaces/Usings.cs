global using System.Collections.Immutable;
global using FuyangPlan.Calendars;
global using FuyangPlan.Commands;
global using FuyangPlan.Concurrency;
global using FuyangPlan.Texts;
global using Orleans;
global using Orleans.Concurrency;
