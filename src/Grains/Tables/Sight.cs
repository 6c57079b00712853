using FuyangPlan.Enterprises;

namespace FuyangPlan.Tables;

/// <summary>
/// All that lists may tell apart about who reads them. Tables get no more of a reader than this, so that readers of one sight can be given one answer.
/// </summary>
/// <param name="Contacts">Sees how people are reached.</param>
internal sealed record Sight(bool Contacts)
{
    public static Sight Of(Actor reader) => new(reader.SeesContacts());
}
