namespace Tain.Transports.Kit;

/// <summary>The test of allocations that is the same for all transports over datagrams.</summary>
internal static class WarmEcho
{
    private const int Clients = 8;
    private const int TickMs = 10;
    private const int Seeds = 5;        // which datagrams are lost must not matter

    /// <param name="make">Makes the transport over a wire.</param>
    /// <param name="repeated">How many percent of the datagrams that arrive do so twice.</param>
    /// <param name="check">What else there is to say of the server in the end.</param>
    public static void OverALossyWire(Func<Wire, Transport> make, int repeated = 0, Action<TransportServer>? check = null)
    {
        for (int seed = 1; seed <= Seeds; seed++) Play(make, seed, repeated, check);
    }

    private static void Play(Func<Wire, Transport> make, int seed, int repeated, Action<TransportServer>? check)
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var random = new Random(seed);
        int lossPercent = 40, repeatedPercent = 50;
        wire.Script = _ => random.Next(100) < lossPercent ? Fate.Lost : random.Next(100) < repeatedPercent ? Fate.Twice : Fate.Ok;
        using EchoGame game = EchoGame.Over(make(wire), Clients, () => wire.AdvanceMs(TickMs));

        // Warmed up on a far worse line, so that pools and rings have seen more than they are going to need, with any seed; and on one that delivers more, for what the wire itself keeps.
        game.Run(2_000);
        lossPercent = 0;
        game.Run(500);
        (lossPercent, repeatedPercent) = (10, repeated);
        game.Run(500);
        game.CheckAllocatesNothing(ticks: 2_000, leastEchoed: 10_000);
        check?.Invoke(game.Server);
    }
}
