using System.Numerics;

namespace Tain.Conformance.Sessions;

/// <summary>What a real client sent in a whole session, put into our server: it answers as the real server did.</summary>
public sealed class ServerSessionTests
{
    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    [Trait("Behaviour", "1.3"), Trait("Behaviour", "6.2"), Trait("Behaviour", "6.3"), Trait("Behaviour", "7.1"), Trait("Behaviour", "12.2"), Trait("Behaviour", "18.2")]
    public void EveryMessageOfTheServerIsAsRecorded(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ServerReplay(session);
        replay.Run();
        var recorded = new SessionText(session.FromServer, session.FromServer);
        var ours = new SessionText(replay.Sent, replay.Sent);
        foreach (int channel in session.FromServer.Select(static batch => batch.Channel).Distinct()) Assert.Equal(recorded.Tell(channel), ours.Tell(channel));
        Assert.Empty(replay.Log.Complaints);
    }

    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    [Trait("Behaviour", "3.1"), Trait("Behaviour", "12.1")]
    public void TheScriptsOfTheServerLogAsRecorded(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ServerReplay(session);
        replay.Run();
        replay.ClientLeaves();
        Assert.Equal(session.MarksOf(server: true), replay.Log.Lines);
        // The mobs stay; what belonged to the client went with it.
        Assert.Equal([1u, 2u, 3u], replay.Server.spawned.Keys.Order());
    }

    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    [Trait("Behaviour", "21.2")]
    public void TheServerLearnsWhereTheClientWalked(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ServerReplay(session);
        replay.Run();
        NetworkTransformReliable player = replay.Server.spawned[4].GetComponent<NetworkTransformReliable>()!;
        TransformSnapshot newest = player.serverSnapshots[player.serverSnapshots.Count - 1];
        Vector3 walked = new RecordedWalk(session, until: replay.Server.connections[session.ConnectionId].remoteTimeStamp).LastPlace;
        Assert.InRange(Vector3.Distance(walked, newest.position), 0, 1e-4f);
        // It is shown a little in the past, on the straight line that the player walked.
        Assert.InRange(player.transform.position.X, walked.X - 0.3f, walked.X);
        Assert.Equal((2f, 3f), (player.transform.position.Y, player.transform.position.Z));
    }
}
