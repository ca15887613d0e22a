using Microsoft.Playwright;

namespace Tanks.Browser.Tests;

public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [Fact]
    public async Task ThePageStartsTheProgramInTheBrowserAndDraws()
    {
        using ServerProcess server = await ServerProcess.StartAsync("--http-port", "0");
        var problems = new List<string>();
        IPage tab = await browser.OpenAsync(server.Page, problems);

        await tab.WaitForFunctionAsync("() => window.tain && window.tain.frames > 3");
        await tab.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(AppContext.BaseDirectory, "page.png") });

        Assert.Empty(problems);
    }
}
