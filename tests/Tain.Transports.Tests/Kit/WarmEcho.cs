namespace Tain.Transports.Kit;

/// <summary>The test of allocations that is the same for all transports over datagrams.</summary>
internal static class WarmEcho
{
    private const int Clients = 8;
    private const int TickMs = 10;

    /// <param name="make">Makes the transport over a wire.</param>
    /// <param name="repeatedPercent">How many of the datagrams that arrive do so twice.</param>
    /// <param name="check">What else there is to say of the server in the end.</param>
    public static void OverALossyWire(Func<Wire, Transport> make, int repeatedPercent = 0, Action<TransportServer>? check = null)
    {
        var wire = new Wire(new ManualClock()) { DelayMs = 20 };
        var random = new Random(1);
        int lossPercent = 25;
        wire.Script = _ => random.Next(100) < lossPercent ? Fate.Lost : random.Next(100) < repeatedPercent ? Fate.Twice : Fate.Ok;
        using EchoGame game = EchoGame.Over(make(wire), Clients, () => wire.AdvanceMs(TickMs));

        // Warmed up on a worse line, so that pools and rings have seen more than they are going to need.
        game.Run(2_000);
        lossPercent = 10;
        game.Run(500);
        game.CheckAllocatesNothing(ticks: 2_000, leastEchoed: 10_000);
        check?.Invoke(game.Server);
    }
}
