using Tain.Messages;
using Tain.Transports;

namespace Tain.Tests;

/// <summary>The time of a tick goes with what is sent anyway, see <see cref="NetworkServerOptions.clockRidesAlong"/>: it costs no packet of its own while there is another.</summary>
public sealed class ClockChannelTests : IDisposable
{
    private const int Sends = 64;

    private readonly Session _session = new(new NetworkServerOptions { sendRate = Session.Rate / 2 });
    private readonly TransportClient _guest;

    public ClockChannelTests()
    {
        Actor actor = _session.Server.Spawn();
        _guest = _session.Wire.CreateClient();
        _guest.Connect("localhost");
        _session.Run(2);
        Drain();
        Say(new ReadyMessage(), Channel.Reliable);
        Say(new AddPlayerMessage(), Channel.Reliable);
        _session.Run(4);
        Drain();
        _session.Server.World.CreateGameObject("writer").AddComponent<TickWriter>().During = _ => actor.health++;
    }

    public void Dispose() => _guest.Dispose();

    [Fact]
    public void ItGoesWithStateWhenThereIsNothingElse()
    {
        Assert.Equal((Sends, 0), Count(pings: _ => false));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void AnAnswerToAPingIsOnePacketWhetherItsFrameSendsOrNot(int phase)
    {
        (int reliable, int unreliable) = Count(pings: frame => frame % 8 == phase);
        Assert.Equal(Sends, reliable);
        Assert.Equal(Sends / 4, unreliable);
    }

    // The server's own pings are not counted: they have a pace of their own.
    private (int Reliable, int Unreliable) Count(Func<int, bool> pings)
    {
        int reliable = 0, unreliable = 0;
        for (int frame = 0; frame < Sends * 2; frame++)
        {
            if (pings(frame)) Say(new NetworkPingMessage(1, 1), Channel.Unreliable);
            _session.Run();
            while (_guest.TryReceive(out TransportEvent received))
            {
                if (received.Kind != TransportEventKind.Data) continue;
                if (received.Channel == Channel.Reliable) reliable++;
                else if (!IsPingAlone(received.Data)) unreliable++;
            }
        }
        return (reliable, unreliable);
    }

    private static bool IsPingAlone(ReadOnlySpan<byte> packet)
    {
        var unbatcher = new Unbatcher();
        Assert.Equal(RejectReason.None, unbatcher.AddBatch(packet));
        bool isPing = unbatcher.TryGetNext(out BatchedMessage first, out _)
            && NetworkMessages.UnpackId(new NetworkReader(first.Bytes), out ushort id) && id == NetworkMessages.GetId<NetworkPingMessage>();
        return isPing && !unbatcher.TryGetNext(out _, out _);
    }

    private void Drain()
    {
        while (_guest.TryReceive(out _))
        {
        }
    }

    private void Say<T>(T message, Channel channel) where T : struct, NetworkMessage
    {
        var writer = new NetworkWriter();
        NetworkMessages.Pack(message, writer);
        var batcher = new Batcher(1_000);
        batcher.AddMessage(writer.ToSpan(), 1);
        Assert.True(batcher.TryTakeBatch(out ReadOnlySpan<byte> packet));
        Assert.True(_guest.Send(packet, channel));
        _guest.Flush();
    }
}
