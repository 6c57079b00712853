using FuyangPlan.Journal;

namespace FuyangPlan.Announcements;

public class AnnouncementTests
{
    /// <summary>What any implementation of RFC 9562 makes of namespace and name.</summary>
    [Fact]
    public void Id_OfAnEntry_IsVersion5OfStreamAndVersion() =>
        Assert.Equal(new Guid("2167061c-2f4a-54fc-a378-071b02d2b88a"), Announcement.IdOf(new("fuyang", 40, "fuyang/project-4", 17, "", "", "", "", "", 0, "", "", "", "", "")));
}
