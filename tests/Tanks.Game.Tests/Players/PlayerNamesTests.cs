namespace Tanks.Game.Tests;

public sealed class PlayerNamesTests
{
    [Theory]
    [InlineData("Ada", "Ada")]
    [InlineData("  Ada \t\n Lovelace ", "Ada Lovelace")]
    [InlineData("", "Nobody")]
    [InlineData(null, "Nobody")]
    [InlineData("\u200b\u202e\0", "Nobody")]
    [InlineData("A very long name indeed", "A very long name")]
    [InlineData("123456789012345\U0001F600", "123456789012345")]
    public void ANameFromTheWireBecomesShortAndPrintable(string? sent, string shown) => Assert.Equal(shown, PlayerNames.Clean(sent));

    [Fact]
    public void BrokenSurrogatesDoNoHarm() => Assert.Equal("a\uFFFDb", PlayerNames.Clean("a\ud800b"));

    [Fact]
    public void EveryInventedNameIsCleanAlready()
    {
        var random = new Random(5);
        for (int i = 0; i < 1000; i++)
        {
            string name = PlayerNames.Invent(random);
            Assert.Equal(name, PlayerNames.Clean(name));
        }
    }
}
