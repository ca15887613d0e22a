namespace Tain.Tests;

/// <summary>The ends of worlds and of their host, at moments that nobody plans.</summary>
public sealed class WorldEndTests : IDisposable
{
    private readonly ManualClock _clock = new();
    private readonly WorldHost _host;

    public WorldEndTests() => _host = new WorldHost(new WorldHostOptions { timeProvider = _clock, tickRate = 16 });

    public void Dispose() => _host.Dispose();

    // Gold that is posted to a world must not be lost because the world was about to end.
    [Fact]
    public void WhatIsPostedToAWorldThatEndsRunsOrIsRefused()
    {
        int accepted = 0, ran = 0;
        WorldHandle? handle = null;
        handle = _host.Add("forest", static _ => { }, new WorldSettings { ending = _ => Post() });
        _host.RunDue();
        Post();
        // What a last post posts comes too late for another turn.
        handle.Post(_ => Post());
        _host.Remove(handle);

        _host.RunDue();
        Post();

        Assert.Equal(WorldState.Stopped, handle.state);
        Assert.Equal(1, accepted);
        Assert.Equal(accepted, ran);

        void Post() => accepted += handle!.Post(_ => ran++) ? 1 : 0;
    }

    [Fact]
    public void AWorldCannotDisposeOfTheHostWhoseWorldsItTicksWith()
    {
        Exception? thrown = null;
        WorldHandle handle = _host.Add("forest", world => world.EarlyUpdate += () => thrown = Record.Exception(_host.Dispose));
        _host.RunDue();

        Assert.IsType<InvalidOperationException>(thrown);
        Assert.Equal(WorldState.Running, handle.state);
        _host.Dispose();
        Assert.Equal(WorldState.Stopped, handle.state);
    }

    // Ctrl+C comes on a thread of its own.
    [Fact]
    public async Task AHostThatIsDisposedOfWhileAnotherThreadRunsItsWorldsEndsThemAll()
    {
        using var isInTick = new SemaphoreSlim(0);
        using var goOn = new SemaphoreSlim(0);
        WorldHandle busy = _host.Add("busy", world => world.EarlyUpdate += () =>
        {
            isInTick.Release();
            goOn.Wait();
        });
        WorldHandle idle = _host.Add("idle", static _ => { });
        Task running = Task.Run(_host.RunDue);
        await isInTick.WaitAsync();

        _clock.Advance(0.01);
        _host.Dispose();
        Assert.Equal(WorldState.Stopped, idle.state);
        goOn.Release();
        await running;

        Assert.Equal(WorldState.Stopped, busy.state);
        Assert.True(busy.ended.IsCompletedSuccessfully);
    }
}
