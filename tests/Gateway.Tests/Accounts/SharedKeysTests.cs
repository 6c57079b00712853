using System.Xml.Linq;
using Microsoft.Extensions.Logging.Abstractions;

namespace FuyangPlan.Accounts;

public sealed class SharedKeysTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("fuyang-");

    public void Dispose() => folder.Delete(recursive: true);

    [Fact]
    public void FirstKey_OfTwoThatFoundNone_IsOneForBoth()
    {
        var (one, other) = (New(), New());
        Assert.Empty(one.GetAllElements());
        Assert.Empty(other.GetAllElements());
        one.StoreElement(new XElement("key", "of one"), "key-1");
        other.StoreElement(new XElement("key", "of the other"), "key-2");
        Assert.Equal("of one", Assert.Single(other.GetAllElements()).Value);
    }

    [Fact]
    public void LaterKey_IsAdded()
    {
        var (one, other) = (New(), New());
        one.StoreElement(new XElement("key", "first"), "key-1");
        one.GetAllElements();
        other.GetAllElements();
        one.StoreElement(new XElement("key", "second"), "key-2");
        other.StoreElement(new XElement("key", "third"), "key-3");
        Assert.Equal(3, New().GetAllElements().Count);
    }

    [Fact]
    public void FirstKey_OfOneThatWasLostBeforeItMadeIt_IsMadeByAnother()
    {
        File.WriteAllText(Path.Combine(folder.FullName, "first"), "");
        new SharedKeys(folder, NullLoggerFactory.Instance, TimeSpan.Zero).StoreElement(new XElement("key", "of another"), "key-1");
        Assert.Single(New().GetAllElements());
    }

    private SharedKeys New() => new(folder, NullLoggerFactory.Instance);
}
