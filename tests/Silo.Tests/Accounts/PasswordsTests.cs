namespace FuyangPlan.Accounts;

public sealed class PasswordsTests
{
    private readonly Passwords passwords = new();

    [Fact]
    public void Verify_OnlyTheRightPassword()
    {
        var hash = passwords.Hash("正确的密码 1234");
        Assert.True(passwords.Verify(hash, "正确的密码 1234"));
        Assert.False(passwords.Verify(hash, "正确的密码 1235"));
        Assert.False(passwords.Verify(hash, ""));
        Assert.NotEqual(hash, passwords.Hash("正确的密码 1234"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AAAA")]
    public void Verify_AgainstAHashThatIsNone_IsFalse(string hash) => Assert.False(passwords.Verify(hash, "password"));
}
