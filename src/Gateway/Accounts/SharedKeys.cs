using System.Diagnostics;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace FuyangPlan.Accounts;

/// <summary>
/// The keys that seal tickets, in a folder that all gateways share. Of several that start on an empty one at once, one makes the first key and the others
/// take it: a gateway reads the folder once a day, and a ticket under a key that it has not read would be nobody's until then.
/// </summary>
/// <param name="patience">How long the first key of another is waited for; ten seconds when it is not said.</param>
internal sealed class SharedKeys(DirectoryInfo folder, ILoggerFactory log, TimeSpan? patience = null) : FileSystemXmlRepository(folder, log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10), Pause = TimeSpan.FromMilliseconds(50);

    private volatile bool anySeen;

    public override IReadOnlyCollection<XElement> GetAllElements()
    {
        var all = base.GetAllElements();
        anySeen |= all.Count > 0;
        return all;
    }

    public override void StoreElement(XElement element, string friendlyName)
    {
        if (anySeen || IsFirst() || !AnotherHas()) base.StoreElement(element, friendlyName);
    }

    private bool IsFirst()
    {
        try
        {
            Directory.Create();
            using var claim = new FileStream(Path.Combine(Directory.FullName, "first"), FileMode.CreateNew);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // Whoever claimed it may be gone without having made it.
    private bool AnotherHas()
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < (patience ?? Patience); Thread.Sleep(Pause))
            if (GetAllElements().Count > 0) return true;
        return false;
    }
}
