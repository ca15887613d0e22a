using Microsoft.Playwright;

namespace Tanks.Browser.Tests;

/// <summary>A tab that plays, seen through the page's own test hooks (<c>window.tain</c>). Nothing here sleeps: it waits for what it wants to see.</summary>
public sealed class Tab(IPage page)
{
    // Two cores and a dozen test processes: what takes a second alone may take many.
    private const float TimeoutMs = 60_000;

    public IPage Page { get; } = page;

    /// <summary>Errors that the page reported.</summary>
    public List<string> Problems { get; } = [];

    public async Task WaitForAsync(string condition, object? argument = null)
    {
        try
        {
            await Page.WaitForFunctionAsync(condition, argument, new PageWaitForFunctionOptions { Timeout = TimeoutMs });
        }
        catch (TimeoutException)
        {
            string seen = await Page.EvaluateAsync<string>("() => JSON.stringify(window.tain) + document.getElementById('notice').innerText");
            throw new TimeoutException($"The page never got to: {condition}\nIt shows: {seen}\nProblems: {string.Join('\n', Problems)}");
        }
    }

    /// <summary>Waits until the tab plays and sees so many tanks.</summary>
    public Task WaitForTanksAsync(int count) => WaitForAsync("n => window.tain && tain.state === 'playing' && tain.tanks.length === n", count);

    /// <summary>Waits until the tab plays and its score table has so many players.</summary>
    public Task WaitForPlayersAsync(int count) =>
        WaitForAsync("n => window.tain && tain.state === 'playing' && document.querySelectorAll('#score-rows tr').length === n", count);

    public Task<double> GetOwnNetIdAsync() => Page.EvaluateAsync<double>("() => tain.netId");

    public Task<double> GetYAsync(double netId) => Page.EvaluateAsync<double>("id => tain.tanks.find(t => t.netId === id).y", netId);

    /// <summary>Waits until a tank no longer moves from one drawn frame to the next ten, and says where.</summary>
    public async Task<double> GetRestingYAsync(double netId)
    {
        await WaitForAsync(
            """
            id => {
              const y = tain.tanks.find(t => t.netId === id).y;
              const rest = window.rest?.y === y ? window.rest : (window.rest = { y, since: tain.frames });
              return tain.frames - rest.since > 10;
            }
            """,
            netId);
        return await GetYAsync(netId);
    }

    /// <summary>Has the page hold a key, as a player would: in each frame, as long as a tank is above a line.</summary>
    public Task HoldUntilBelowAsync(string code, double netId, double y) => Page.EvaluateAsync(
        """
        ([code, id, y]) => {
          const hold = () => {
            const type = tain.tanks.some(t => t.netId === id && t.y > y) ? 'keyup' : 'keydown';
            window.dispatchEvent(new KeyboardEvent(type, { code, bubbles: true }));
            window.holding = requestAnimationFrame(hold);
          };
          hold();
        }
        """,
        new object[] { code, netId, y });

    /// <summary>Ends <see cref="HoldUntilBelowAsync"/>. The key stays as it is.</summary>
    public Task EndHoldingAsync() => Page.EvaluateAsync("() => cancelAnimationFrame(window.holding)");

    /// <summary>Has the page keep, from now on, whose tank it has drawn with less than full health: <c>window.wounded</c>.</summary>
    public Task NoticeWoundsAsync() => Page.EvaluateAsync(
        """
        () => {
          window.wounded = new Set();
          const look = () => {
            for (const tank of tain.tanks) if (tank.health < 100) wounded.add(tank.netId);
            requestAnimationFrame(look);
          };
          look();
        }
        """);

    public async Task AimAtAsync(double netId)
    {
        float[] place = await Page.EvaluateAsync<float[]>("id => { const t = tain.tanks.find(t => t.netId === id); return [t.screenX, t.screenY]; }", netId);
        await Page.Mouse.MoveAsync(place[0], place[1]);
    }

    /// <summary>Saves what the tab shows beside the test, for people to look at.</summary>
    public Task SaveScreenshotAsync(string name) =>
        Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "screenshots", $"{name}.png") });
}
