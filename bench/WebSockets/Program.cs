using System.Globalization;
using Tain.Bench;

// What WebSockets cost on loopback: clients and server in one process, one packet each way per client and tick, each tick as soon as the one before is complete.
// Run it in Release: dotnet run -c Release --project bench/WebSockets [clients] [ticks]
int clients = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 200;
int ticks = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
Console.WriteLine($"{clients} clients, one packet each way per client and tick, {ticks} ticks, loopback");
Console.WriteLine();
Console.WriteLine("| payload | k packets/s | CPU us per packet, both ends | bytes allocated per packet, all threads | of these on the pulling thread |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
foreach (int bytes in new[] { 100, 1_000, 10_000 })
{
    using var echo = new WebSocketEcho(clients, bytes);
    Console.WriteLine(echo.Measure(ticks));
}
