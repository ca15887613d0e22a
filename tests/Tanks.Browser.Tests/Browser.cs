using Microsoft.Playwright;

namespace Tanks.Browser.Tests;

/// <summary>Debian's Chromium, headless, shared by the tests of this project. Override its place with the variable CHROMIUM.</summary>
public class Browser : IAsyncLifetime
{
    /// <summary>Arguments beside those that every browser of these tests has.</summary>
    protected virtual IEnumerable<string> MoreArguments => [];

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("CHROMIUM") ?? "/usr/bin/chromium",
            Args =
            [
                "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--mute-audio", "--no-first-run",
                // Two tabs play at once: the one in the background must not be slowed down.
                "--disable-background-timer-throttling", "--disable-renderer-backgrounding", "--disable-backgrounding-occluded-windows",
                .. MoreArguments,
            ],
        });
    }

    /// <summary>A tab of its own profile, as if on another machine.</summary>
    public async Task<Tab> OpenAsync(Uri address)
    {
        IBrowserContext context = await _browser!.NewContextAsync(new BrowserNewContextOptions { ViewportSize = new ViewportSize { Width = 1280, Height = 720 } });
        var tab = new Tab(await context.NewPageAsync());
        tab.Page.PageError += (_, error) => tab.Problems.Add(error);
        tab.Page.Console += (_, message) =>
        {
            if (message.Type == "error") tab.Problems.Add(message.Text);
        };
        await tab.Page.GotoAsync(address.ToString());
        return tab;
    }

    public virtual async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }
}
