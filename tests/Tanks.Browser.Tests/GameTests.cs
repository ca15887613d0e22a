namespace Tanks.Browser.Tests;

/// <summary>The real server, the real program in a real browser: what two people at two machines would see.</summary>
public sealed class GameTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task TwoTabsSeeEachOtherMoveAndAShotLowersHealthInBoth()
    {
        using ServerProcess server = await ServerProcess.StartAsync("--arena", "duel", "--bots", "0");
        Tab ada = await browser.OpenAsync(server.Page), bob = await browser.OpenAsync(server.Page);
        await ada.WaitForTanksAsync(2);
        await bob.WaitForTanksAsync(2);
        double adaId = await ada.GetOwnNetIdAsync(), bobId = await bob.GetOwnNetIdAsync();
        Assert.NotEqual(adaId, bobId);

        await MoveAndBeSeenAsync(ada, bob, adaId);
        await MoveAndBeSeenAsync(bob, ada, bobId);

        // The pages themselves notice the wound: a test process that is slow to look would find a tank that has died of it and come back whole.
        foreach (Tab tab in (Tab[])[ada, bob]) await tab.NoticeWoundsAsync();
        await ada.AimAtAsync(bobId);
        await ada.Page.Mouse.DownAsync();
        foreach (Tab tab in (Tab[])[ada, bob]) await tab.WaitForAsync("id => wounded.has(id)", bobId);
        await ada.SaveScreenshotAsync("duel");
        await ada.Page.Mouse.UpAsync();

        Assert.Empty(ada.Problems);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task ANewNameIsSeenByTheOtherAndKeptForTheNextVisit()
    {
        using ServerProcess server = await ServerProcess.StartAsync("--arena", "duel", "--bots", "0");
        Tab ada = await browser.OpenAsync(server.Page), bob = await browser.OpenAsync(server.Page);
        await ada.WaitForTanksAsync(2);
        await bob.WaitForTanksAsync(2);

        await ada.Page.FillAsync("#name", "  Lady <b>Ada");
        await ada.Page.PressAsync("#name", "Enter");
        await bob.WaitForAsync("() => document.getElementById('score-rows').innerText.includes('Lady <b>Ada')");

        await ada.Page.ReloadAsync();
        await ada.WaitForTanksAsync(2);
        Assert.Equal("Lady <b>Ada", await ada.Page.InputValueAsync("#name"));
        Assert.Empty(ada.Problems);
    }

    [Fact]
    public async Task TabsAndBotsComeBackByThemselvesAfterTheServerWasKilled()
    {
        ServerProcess server = await ServerProcess.StartAsync("--arena", "duel", "--bots", "0");
        using ServerProcess bots = ServerProcess.StartBots("--connect", $"127.0.0.1:{server.KcpPort}", "--bots", "2");
        Tab ada = await browser.OpenAsync(server.Page), bob = await browser.OpenAsync(server.Page);
        await ada.WaitForPlayersAsync(4);

        server.Dispose();
        await ada.WaitForAsync("() => tain.state === 'lost' && document.getElementById('notice').innerText.includes('server is gone')");
        await bob.WaitForAsync("() => tain.state === 'lost'");

        using ServerProcess again = await ServerProcess.StartOnAsync(server.Page.Port, server.KcpPort, "--arena", "duel", "--bots", "0");
        await ada.WaitForAsync("() => tain.state === 'playing' && tain.netId > 0");
        await ada.WaitForPlayersAsync(4);
        await bob.WaitForPlayersAsync(4);
    }

    [Fact]
    public async Task AFullArenaIsExplainedAndJoinedAsSoonAsThereIsAPlace()
    {
        using ServerProcess server = await ServerProcess.StartAsync("--arena", "duel", "--bots", "0", "--max-players", "1");
        Tab ada = await browser.OpenAsync(server.Page);
        await ada.WaitForTanksAsync(1);
        Tab bob = await browser.OpenAsync(server.Page);
        await bob.WaitForAsync("() => tain.state === 'full' && document.getElementById('notice').innerText.includes('full')");

        await ada.Page.CloseAsync();
        await bob.WaitForTanksAsync(1);
        Assert.Empty(bob.Problems);
    }

    [Fact]
    public async Task TheCornerShowsLiveFigures()
    {
        using ServerProcess server = await ServerProcess.StartAsync("--bots", "3");
        Tab ada = await browser.OpenAsync(server.Page);
        await ada.WaitForPlayersAsync(4);
        await ada.WaitForAsync(
            """
            () => parseFloat(document.getElementById('net-ping').innerText) > 0
               && parseFloat(document.getElementById('net-in').innerText) > 0
               && parseFloat(document.getElementById('net-out').innerText) > 0
               && parseFloat(document.getElementById('net-tick').innerText) > 0
            """);
        await ada.WaitForAsync("() => document.querySelectorAll('#feed li').length > 0");   // the bots know what to do
        await ada.SaveScreenshotAsync("battle");
        Assert.Empty(ada.Problems);
    }

    private static async Task MoveAndBeSeenAsync(Tab mover, Tab watcher, double netId)
    {
        double before = await watcher.GetYAsync(netId);
        await mover.Page.Keyboard.DownAsync("s");
        // From here the page itself holds the key, as long as its tank is above the line: a test process that is slow would drive it behind a wall, and a server that stood still
        // for a moment takes back most of what was predicted meanwhile.
        await mover.HoldUntilBelowAsync("KeyS", netId, before + 1);
        foreach (Tab tab in (Tab[])[mover, watcher]) await tab.WaitForAsync("([id, y]) => tain.tanks.some(t => t.netId === id && t.y > y + 0.5)", new[] { netId, before });
        await mover.EndHoldingAsync();
        await mover.Page.Keyboard.UpAsync("s");
        // Both come to see it rest in the same place.
        double rest = await mover.GetRestingYAsync(netId);
        await watcher.WaitForAsync("([id, y]) => tain.tanks.some(t => t.netId === id && Math.abs(t.y - y) < 0.05)", new[] { netId, rest });
    }
}
