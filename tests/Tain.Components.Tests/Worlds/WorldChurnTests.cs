using Microsoft.Extensions.Logging;

namespace Tain.Tests;

// Matches come and go for years on one host: what has ended leaves nothing behind.
public sealed class WorldChurnTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly CategoryLog _log = new();
    private readonly WorldHost _host;
    private int _made;

    public WorldChurnTests() => _host = new WorldHost(new WorldHostOptions { timeProvider = _clock, loggerFactory = _log, tickRate = 16 });

    public void Dispose() => _host.Dispose();

    [Fact]
    public void AThousandMatchesLeaveNothingBehind()
    {
        Play(matches: 100);
        _log.Lines.Clear();
        long size = Reachable.From(_host).Size;
        int categories = _log.Categories.Count;

        Play(matches: 1_000);
        _log.Lines.Clear();

        Reachable all = Reachable.From(_host);
        Assert.Empty(all.Of<World>());
        Assert.InRange(all.Size, 0, size + 500);
        Assert.Equal(categories, _log.Categories.Count);
    }

    [Fact]
    public void ALineSaysInWhichWorldItWasWritten()
    {
        _host.Add("forest", world => world.Debug.LogWarning("it rains"));
        _host.Add("cellar", world => world.LoggerFactory.CreateLogger("Game").LogWarning("{Count} rats", 3));
        _host.RunDue();

        Assert.Equal(["forest: it rains", "cellar: 3 rats"], _log.Lines.Select(line => line.Text));
        Assert.Equal(["Tain.Scripts", "Game"], _log.Lines.Select(line => line.Category));
        Assert.Equal(["forest", "cellar"], _log.Lines.Select(line => line.Values["World"]));
        Assert.Equal(3, _log.Lines[1].Values["Count"]);
    }

    [Fact]
    public void ALineThatNamesItsWorldItselfIsReadableByWhatKeepsValuesByName()
    {
        _host.Add("forest", world => world.LoggerFactory.CreateLogger("Game").LogWarning("to {World}", "cellar"));
        _host.RunDue();

        Assert.Equal("forest: to cellar", _log.Lines.Single().Text);
        Assert.Equal("cellar", _log.Lines.Single().Values["World"]);
    }

    private void Play(int matches)
    {
        for (int i = 0; i < matches; i++)
        {
            WorldHandle match = _host.Add($"match {++_made}", world =>
            {
                var server = new NetworkServer(world);
                server.Listen(10, listen: false);
                world.CreateGameObject("rule").AddComponent<SpatialHashingInterestManagement>();
                GameObject thing = world.CreateGameObject("thing");
                thing.AddComponent<NetworkIdentity>().assetId = 7;
                server.Spawn(thing);
                if (i % 10 == 0) throw new InvalidOperationException("no luck");
            });
            Run();
            Assert.True(match.Post(_ => { }) || i % 10 == 0);
            _host.Remove(match);
            Run();
            Assert.True(match.ended.IsCompleted);
        }
    }

    private void Run()
    {
        _clock.Advance(1.0 / 16);
        _host.RunDue();
    }
}
