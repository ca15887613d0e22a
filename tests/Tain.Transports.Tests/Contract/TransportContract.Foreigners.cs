namespace Tain.Transports.Contract;

// What every transport promises when peers do not keep to its protocol.
public abstract partial class TransportContract
{
    private const int HalfOpenPeers = 20;

    [Fact, Trait("Case", "half-open peer")]
    public void PeersThatStopHalfWayTakeNobodysPlaceAndAreGivenUp() => WithForeignPeers((bench, players, foreign) =>
    {
        IForeignPeer[] peers = [.. Enumerable.Range(0, HalfOpenPeers).Select(_ => foreign.BeginHandshake(bench.Server.Server))];

        players.Add();
        WaitUntilGivenUp(bench, players, peers);

        players.AssertUndisturbed();
    });

    [Theory, Trait("Case", "garbage")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void BytesWithoutMeaningFromStrangersHarmNobody(int seed) => WithForeignPeers((bench, players, foreign) =>
    {
        IForeignPeer[] peers = [.. Enumerable.Range(0, 10).Select(i => foreign.SendGarbage(bench.Server.Server, (seed * 100) + i))];

        WaitUntilGivenUp(bench, players, peers);
        players.Add();

        players.AssertUndisturbed();
        Assert.All(bench.Server.Of(TransportEventKind.Data), pulled => Assert.Contains(pulled.ConnectionId, players.Ids));
    });

    [Theory, Trait("Case", "garbage")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void BytesWithoutMeaningEndTheConnectionTheyCameOnAndNoOther(int seed) => WithForeignPeers((bench, players, foreign) =>
    {
        IForeignPeer peer = foreign.ConnectThenSendGarbage(bench.Server.Server, seed);

        WaitUntilGivenUp(bench, players, [peer]);

        players.AssertUndisturbed();
        int id = Assert.Single(bench.Server.Connected.Except(players.Ids));
        PulledEvent error = bench.Server.Of(TransportEventKind.Error).First();
        Assert.Equal(id, error.ConnectionId);
        Assert.True(error.ErrorCode is TransportError.InvalidReceive or TransportError.Timeout, $"The reason is the garbage or that nothing else came, not {error}.");
        Assert.False(string.IsNullOrEmpty(error.Text), "The reason is written out.");
    });

    /// <summary>A subject whose server gives up a silent peer within a few seconds, for the tests that wait for it.</summary>
    protected virtual TransportSubject CreateImpatientSubject() => CreateSubject();

    /// <summary>For how long the process may stand still before the players on an impatient subject are given up too. For ever where time is simulated.</summary>
    protected virtual TimeSpan ToleratedStall => TimeSpan.MaxValue;

    // With one player, who talks as long as the test waits.
    private void WithForeignPeers(Action<TransportBench, Conversation, ForeignPeers> test) => StallWatch.Run(ToleratedStall, () =>
    {
        using TransportSubject subject = CreateImpatientSubject();
        if (!HasForeignPeers(subject, out ForeignPeers? foreign)) return;
        using TransportBench bench = TransportBench.Started(subject);
        var players = new Conversation(bench, subject);
        players.Add();
        test(bench, players, foreign);
    });

    private static bool HasForeignPeers(TransportSubject subject, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out ForeignPeers? foreign)
    {
        foreign = subject.Foreign;
        Assert.True(
            foreign is null != string.IsNullOrEmpty(subject.WhyNoForeignBytes),
            "A transport whose bytes come from outside says how foreign bytes reach it: override TransportSubject.Foreign. If none can, override WhyNoForeignBytes and say why.");
        return foreign is not null;
    }

    // Players talk meanwhile, because a server gives up who is silent.
    private static void WaitUntilGivenUp(TransportBench bench, Conversation players, IForeignPeer[] peers)
    {
        try
        {
            bench.WaitUntil(
                () =>
                {
                    players.Continue();
                    foreach (IForeignPeer peer in peers) peer.Pump();
                    int[] strangers = [.. bench.Server.Connected.Except(players.Ids)];
                    return peers.All(peer => peer.IsGivenUp) && strangers.Length == bench.Server.Of(TransportEventKind.Disconnected).Count();
                },
                "the foreign peers are given up");
        }
        finally
        {
            foreach (IForeignPeer peer in peers) peer.Dispose();
        }
    }
}
