using RigGame;
using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>
/// What the recorded client did with its player, on a client of ours: from some moment on it echoes in every frame and walks; in one frame it greets, calls and chats.
/// When, and how far it had walked, is taken from what it sent.
/// </summary>
internal sealed class RecordedPlayer
{
    private readonly NetworkClient _client;
    private readonly RecordedWalk _walk;
    private readonly HashSet<double> _echoes = [];
    private readonly double _greeting;

    public RecordedPlayer(NetworkClient client, RecordedSession session)
    {
        _client = client;
        _walk = new RecordedWalk(session);
        _greeting = session.FromClient.First(static batch => batch.Find<RigChat>() is not null).Timestamp;
        ushort echo = new RigPlayer().GetRemoteCallTable().Single(static call => call.FunctionFullName.Contains($"::{nameof(RigPlayer.CmdEcho)}(")).Hash;
        foreach (SessionBatch batch in session.FromClient)
        {
            new SentPacket(0, batch.Channel, batch.Bytes).ForEach<CommandMessage>((message, _) =>
            {
                if (message.functionHash == echo) _echoes.Add(batch.Timestamp);
            });
        }
    }

    private RigPlayer Player => _client.localPlayer!.GetComponent<RigPlayer>()!;

    /// <summary>What it greets, calls and says.</summary>
    public static void Greet(NetworkClient client)
    {
        RigPlayer player = client.localPlayer!.GetComponent<RigPlayer>()!;
        player.CmdHello("hello ünï", 7);
        player.CmdAnyone(5);
        client.Send(new RigChat { text = "hi", number = 1 });
    }

    /// <summary>It walks.</summary>
    public void BeforeTick(double frame)
    {
        if (_walk.PlaceAt(frame) is { } place) Player.transform.position = place;
    }

    /// <summary>It calls. That was outside of the network's part of a frame: what it called left with the next frame, under the time of the last.</summary>
    public void AfterTick(double frame)
    {
        if (_echoes.Contains(frame)) Player.CmdEcho(1, _client.NetworkTime.localTime);
        if (frame == _greeting) Greet(_client);
    }
}
