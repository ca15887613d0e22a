namespace Tain.Conformance.Sessions;

/// <summary>What a real server sent in a whole session, put into our client: it comes to the recorded state, by the recorded calls, and says what the real client said.</summary>
public sealed class ClientSessionTests
{
    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    [Trait("Behaviour", "8.1"), Trait("Behaviour", "8.2"), Trait("Behaviour", "10"), Trait("Behaviour", "13.2"), Trait("Behaviour", "14")]
    public void EveryCallbackOfTheClientIsAsRecorded(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ClientReplay(session);
        replay.Run();
        replay.Leave();
        Assert.Equal(session.MarksOf(server: false).Where(static text => !RecordedFindings.IsOne(text)), replay.Log.Lines);
        Assert.Empty(replay.Log.Complaints);
        Assert.Empty(replay.Client.spawned);
    }

    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    [Trait("Behaviour", "18.4"), Trait("Behaviour", "19.3"), Trait("Behaviour", "21.1")]
    public void TheClientFindsWhatTheRecordedOneFound(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ClientReplay(session);
        replay.RunToTheFindings();
        var findings = new RecordedFindings(replay.Client, replay.Log);
        foreach (string text in session.MarksOf(server: false).Where(RecordedFindings.IsOne)) findings.Check(text);
    }

    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    [Trait("Behaviour", "1.4"), Trait("Behaviour", "3.2"), Trait("Behaviour", "5.3"), Trait("Behaviour", "18.2")]
    public void EveryMessageOfTheClientIsAsRecorded(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        using var replay = new ClientReplay(session);
        replay.Run();
        var recorded = new SessionText(session.FromClient, session.FromServer);
        var ours = new SessionText(replay.Sent, session.FromServer);
        foreach (int channel in session.FromClient.Select(static batch => batch.Channel).Distinct()) Assert.Equal(recorded.Tell(channel), ours.Tell(channel));
    }
}
