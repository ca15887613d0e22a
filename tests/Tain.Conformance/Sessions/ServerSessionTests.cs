namespace Tain.Conformance.Sessions;

/// <summary>What a real client sent in a whole session, put into our server: it answers as the real server did.</summary>
public sealed class ServerSessionTests
{
    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
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
    public void TheScriptsOfTheServerLogAsRecorded(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ServerReplay(session);
        replay.Run();
        Assert.Equal(session.MarksOf(server: true), replay.Log.Lines);
        // The mobs stay; what belonged to the client went with it.
        Assert.Equal([1u, 2u, 3u], replay.Server.spawned.Keys.Order());
    }
}
