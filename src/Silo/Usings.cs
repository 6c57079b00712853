global using System.Collections.Immutable;
global using FuyangPlan.Commands;
global using Orleans;
