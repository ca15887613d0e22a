using System.Numerics;
using RigGame;
using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>
/// What the recorded client did with its player, on a client of ours: from some moment on it echoes in every frame and walks; in one frame it greets, calls and chats.
/// When, and how far it had walked, is taken from what it sent.
/// </summary>
internal sealed class RecordedPlayer
{
    private const float Precision = 0.01f;

    private readonly NetworkClient _client;
    private readonly HashSet<double> _echoes = [];
    private readonly Dictionary<double, Vector3> _places = [];
    private double _greeting;

    public RecordedPlayer(NetworkClient client, RecordedSession session)
    {
        _client = client;
        Vector3Long quantized = Vector3Long.zero;
        foreach (SessionBatch batch in session.FromClient)
        {
            if (batch.Find<RigChat>() is not null) _greeting = batch.Timestamp;
            var packet = new SentPacket(0, batch.Channel, batch.Bytes);
            packet.ForEach<CommandMessage>((message, _) =>
            {
                if (message.functionHash == Hash(nameof(RigPlayer.CmdEcho))) _echoes.Add(batch.Timestamp);
            });
            packet.ForEach<EntityStateMessage>((message, _) =>
            {
                quantized = PlaceIn(message, quantized);
                _places.Add(batch.Timestamp, new Vector3(quantized.x, quantized.y, quantized.z) * Precision);
            });
        }
        LastPlace = _places.MaxBy(static place => place.Key).Value;
    }

    /// <summary>How often it asked for an echo.</summary>
    public int Echoes => _echoes.Count;

    /// <summary>Where it had come to at the end.</summary>
    public Vector3 LastPlace { get; }

    /// <summary>It walks.</summary>
    public void BeforeTick(double frame)
    {
        if (_places.TryGetValue(frame, out Vector3 place)) Player.transform.position = place;
    }

    /// <summary>It calls. That was outside of the network's part of a frame: what it called left with the next frame, under the time of the last.</summary>
    public void AfterTick(double frame)
    {
        if (_echoes.Contains(frame)) Player.CmdEcho(1, _client.NetworkTime.localTime);
        if (frame != _greeting) return;
        Player.CmdHello("hello ünï", 7);
        Player.CmdAnyone(5);
        _client.Send(new RigChat { text = "hi", number = 1 });
    }

    private RigPlayer Player => _client.localPlayer!.GetComponent<RigPlayer>()!;

    private static ushort Hash(string method) => new RigPlayer().GetRemoteCallTable().Single(call => call.FunctionFullName.Contains($"::{method}(")).Hash;

    // Mask, length, then how far it went.
    private static Vector3Long PlaceIn(EntityStateMessage message, Vector3Long before)
    {
        var payload = new NetworkReader(message.payload);
        Assert.Equal(0b10UL, payload.ReadVarULong());
        payload.ReadByte();
        return DeltaCompression.Decompress(payload, before);
    }
}
