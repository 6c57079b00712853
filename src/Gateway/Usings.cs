global using System.Collections.Immutable;
global using FuyangPlan.Accounts;
global using FuyangPlan.Commands;
global using FuyangPlan.Http;
global using FuyangPlan.Initiatives;
global using FuyangPlan.Plans;
global using FuyangPlan.Shell;
global using Orleans;
