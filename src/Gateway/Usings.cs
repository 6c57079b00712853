global using System.Collections.Immutable;
global using FuyangPlan.Commands;
