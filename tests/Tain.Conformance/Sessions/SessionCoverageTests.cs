using Tain.Tests;

namespace Tain.Conformance.Sessions;

/// <summary>
/// That nothing of the recorded sessions goes unseen. Every message of both sides and every line that they logged is compared by the tests beside this one, without
/// exception; what is left is what the transports said on their own account, by name.
/// </summary>
public sealed class SessionCoverageTests
{
    // Why no message: these are how a transport opens, keeps and ends a connection. Tain.Transports.Tests has them byte for byte.
    private static readonly Dictionary<string, string[]> s_ownWords = new()
    {
        ["kcp"] = ["client: disconnect x 5", "client: hello x 1", "client: ping x 1", "server: disconnect x 5", "server: hello x 1", "server: ping x 1"],
        ["telepathy"] = [],
        ["web"] = ["client: upgrade x 1", "server: upgrade x 1"],
    };

    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    public void WhatIsNoMessageIsKnownByName(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        Assert.Equal(s_ownWords[session.Transport], session.TransportsOwn.Select(static own => $"{own.Key} x {own.Value}"));
    }

    [Theory, MemberData(nameof(RecordedSession.All), MemberType = typeof(RecordedSession))]
    public void EveryMessageIsAmongThoseThatAreCompared(string file)
    {
        RecordedSession session = RecordedSession.Load(file);
        foreach (bool fromServer in new[] { true, false })
        {
            SessionBatch[] side = [.. session.Batches.Where(batch => batch.FromServer == fromServer)];
            var text = new SessionText(side, session.FromServer);
            int[] channels = [.. side.Select(static batch => batch.Channel).Distinct()];
            Assert.Equal(side.Sum(static batch => batch.Messages.Count), channels.Sum(channel => text.Tell(channel).Count));
        }
        // Kinds that a session must have for the comparison to mean what it says.
        string everything = string.Join('\n', new[] { 0, 1 }.SelectMany(new SessionText(session.FromServer, session.FromServer).Tell));
        foreach (string kind in new[] { "SpawnStarted", "SpawnFinished", "Spawn 4 asset 1001", "State 1: [0]", "State 4: [0]", "Baseline 3", "Delta 3", "Rpc 2.1 Sync", "TargetEcho", "RigChat" })
            Assert.Contains(kind, everything, StringComparison.Ordinal);
    }

    [Fact]
    public void EverySessionThatIsRecordedIsReplayed() =>
        Assert.Equal(Vectors.Files("session-*.json"), RecordedSession.Files);
}
