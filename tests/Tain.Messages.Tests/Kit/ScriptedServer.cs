using Tain.Transports;

namespace Tain.Tests;

/// <summary>A transport that reports what a test tells it to, whether a sound one could or not.</summary>
internal sealed class ScriptedServer : TransportServer
{
    private readonly Queue<(TransportEventKind Kind, int Id)> _events = new();
    private bool _isActive;

    /// <summary>Whom the server has asked to disconnect.</summary>
    public List<int> Kicked { get; } = [];

    public override bool IsActive => _isActive;

    public override Uri Uri => new("scripted://localhost");

    public void Tell(TransportEventKind kind, int connectionId) => _events.Enqueue((kind, connectionId));

    public override void Start() => _isActive = true;

    public override void Stop() => _isActive = false;

    public override bool TryReceive(out TransportEvent received)
    {
        received = default;
        if (!_events.TryDequeue(out (TransportEventKind Kind, int Id) next)) return false;
        received = next.Kind switch
        {
            TransportEventKind.Connected => TransportEvent.Connected(next.Id, "somewhere"),
            TransportEventKind.Error => TransportEvent.Error(next.Id, TransportError.InvalidReceive, "garbage"),
            TransportEventKind.Disconnected => TransportEvent.Disconnected(next.Id),
            _ => throw new NotSupportedException($"Teach this transport to report {next.Kind}."),
        };
        return true;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => true;

    public override void Disconnect(int connectionId) => Kicked.Add(connectionId);

    public override void Flush()
    {
    }

    public override string GetAddress(int connectionId) => "somewhere";

    public override int GetMaxPacketBytes(Channel channel) => 1200;
}
