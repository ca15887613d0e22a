using Tain.Transports.Decorators.Threaded;

namespace Tain.Transports.Shared;

/// <summary>What a world flushes before it ends something leaves first, whatever the thread of the port is doing just then; see <see cref="LastWordsTests"/>.</summary>
public sealed class SharedLastWordsTests : IDisposable
{
    private readonly ScriptedServer _inner = new();
    private readonly SharedTransport _shared;
    private readonly TransportServer _world;

    public SharedLastWordsTests()
    {
        _shared = new SharedTransport(new ScriptedTransport(_inner)) { UsesThread = false };
        _world = _shared.For("lobby").CreateServer();
        _world.Start();
        _inner.Say(() => TransportEvent.Connected(7, "here"));
        _shared.Tick();
        Assert.True(_world.TryReceive(out _));
    }

    public void Dispose()
    {
        _world.Dispose();
        _shared.Dispose();
    }

    [Fact]
    public void AConnectionThatIsEndedWhileThePortSendsGetsThem()
    {
        _inner.OnSend = () =>
        {
            _inner.OnSend = null;
            Say(2);
            _world.Disconnect(7);
        };
        Say(1);
        _shared.Tick();
        _shared.Tick();
        Assert.Equal(["send 7 1", "send 7 2", "disconnect 7"], _inner.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AnEndSurvivesATickThatFails(bool endsAll)
    {
        // Another world, so that the port stays open.
        using TransportServer other = _shared.For("other").CreateServer();
        other.Start();
        if (endsAll) _world.Stop();
        else _world.Disconnect(7);
        _inner.OnFlush = () =>
        {
            _inner.OnFlush = null;
            throw new InvalidOperationException("The network is down for a moment.");
        };
        for (int i = 0; i < 3; i++) _shared.Tick();
        Assert.Equal(["disconnect 7"], _inner.Calls);
    }

    [Fact]
    public void APortThatClosesWhileItReceivesSendsThem()
    {
        EndOfInner end = _shared.Ports.Find("lobby")!.Run.Hub.End;
        _inner.Say(() =>
        {
            Say(9);
            end.Ask();
            return TransportEvent.Received(7, new byte[] { 1 }, Channel.Reliable);
        });
        for (int i = 0; i < 3; i++) _shared.Tick();
        Assert.Equal(["send 7 9", "stop"], _inner.Calls);
    }

    private void Say(byte what)
    {
        Assert.True(_world.Send(7, [what], Channel.Reliable));
        _world.Flush();
    }
}
