using Tain.Bench;

// What KCP costs over the system's UDP sockets on loopback, beside the same packets sent bare.
// One thread: clients send, the server sends back, clients receive. A manual clock moves 10 ms per tick, so that the reliable channel flushes in every tick
// and nobody waits; a run is as fast as the machine. Run it in Release: dotnet run -c Release --project bench/Kcp [clients] [ticks]
int clients = args.Length > 0 ? int.Parse(args[0]) : 100;
int ticks = args.Length > 1 ? int.Parse(args[1]) : 2_000;
Console.WriteLine($"{clients} clients, one packet each way per client and tick, {ticks} ticks, loopback");
Console.WriteLine();
Console.WriteLine("| what | payload | k packets/s | CPU us per packet | bytes allocated per packet | lost |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
foreach (int bytes in new[] { 100, 1_000 })
{
    using (var raw = new RawEcho(clients, bytes)) Measurement.Report("raw UDP", bytes, raw, ticks);
    using (var unreliable = new KcpEcho(clients, bytes, Tain.Transports.Channel.Unreliable)) Measurement.Report("KCP unreliable", bytes, unreliable, ticks);
    using (var reliable = new KcpEcho(clients, bytes, Tain.Transports.Channel.Reliable)) Measurement.Report("KCP reliable", bytes, reliable, ticks);
}
