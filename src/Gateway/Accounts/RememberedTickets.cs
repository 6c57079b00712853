using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.AspNetCore.Authentication;

namespace FuyangPlan.Accounts;

/// <summary>
/// Opens a sealed ticket once a minute instead of at every request. What is remembered is only what the seal says: its end and the account
/// behind it are checked every time.
/// </summary>
internal sealed class RememberedTickets(ISecureDataFormat<AuthenticationTicket> seal) : ISecureDataFormat<AuthenticationTicket>
{
    private const int Most = 4096;
    private static readonly TimeSpan Lasts = TimeSpan.FromMinutes(1);

    private readonly ConcurrentDictionary<string, (AuthenticationTicket Ticket, long OpenedAt)> opened = new(StringComparer.Ordinal);

    public string Protect(AuthenticationTicket data) => seal.Protect(data);

    public string Protect(AuthenticationTicket data, string? purpose) => seal.Protect(data, purpose);

    public AuthenticationTicket? Unprotect(string? protectedText) => Unprotect(protectedText, null);

    public AuthenticationTicket? Unprotect(string? protectedText, string? purpose)
    {
        if (protectedText is null || purpose is not null) return seal.Unprotect(protectedText, purpose);
        if (opened.TryGetValue(protectedText, out var known) && Stopwatch.GetElapsedTime(known.OpenedAt) < Lasts) return known.Ticket;
        if (seal.Unprotect(protectedText) is not { } ticket) return null;
        // Nobody has so many; forgetting all of them costs one opening each.
        if (opened.Count >= Most) opened.Clear();
        opened[protectedText] = (ticket, Stopwatch.GetTimestamp());
        return ticket;
    }
}
