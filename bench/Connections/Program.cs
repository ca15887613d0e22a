using System.CommandLine;
using Tain.Bench;

// Holds many connections on one server for a while and tells what that costs: a process with the server, and processes with clients, of which some only stay and some
// send a packet 30 times per second and get it back. Run it in Release: dotnet run -c Release --project bench/Connections [-- --help]
var idle = new Option<int>("--idle") { Description = "Connections that only stay.", DefaultValueFactory = _ => 1_000 };
var busy = new Option<int>("--busy") { Description = "Connections with a packet each way, --rate times per second.", DefaultValueFactory = _ => 1_000 };
var seconds = new Option<int>("--seconds") { Description = "How long, from the moment when all are connected.", DefaultValueFactory = _ => 60 };
var interval = new Option<int>("--report") { Description = "Seconds between lines.", DefaultValueFactory = _ => 10 };
var rate = new Option<int>("--rate") { Description = "Packets per second of a busy connection, each way.", DefaultValueFactory = _ => 30 };
var bytes = new Option<int>("--bytes") { Description = "Bytes of such a packet.", DefaultValueFactory = _ => 100 };
var unreliable = new Option<bool>("--unreliable") { Description = "Send them on the unreliable channel." };
var tick = new Option<int>("--tick-ms") { Description = "Milliseconds between ticks of the server and of clients.", DefaultValueFactory = _ => 16 };
var transport = new Option<string>("--transport") { Description = $"One of {LoadOptions.Names}; the last two give up who is idle, as Mirror's do: use them with --idle 0.", DefaultValueFactory = _ => "kcp" };
var port = new Option<ushort>("--port");
var count = new Option<int>("--count");

var root = new RootCommand("Holds many connections on one server.") { idle, busy, seconds, interval, rate, bytes, unreliable, tick, transport };
root.SetAction(parsed => Load.Run(parsed.GetValue(idle), parsed.GetValue(busy), parsed.GetValue(seconds), OptionsOf(parsed)));
var serve = new Command("serve", "The server's process.") { interval, rate, bytes, unreliable, tick, transport };
serve.Hidden = true;
serve.SetAction(parsed => new LoadServer(OptionsOf(parsed)).Run());
var clients = new Command("clients", "A process with clients.") { port, count, interval, rate, bytes, unreliable, tick, transport };
clients.Hidden = true;
clients.SetAction(parsed => new LoadClients(OptionsOf(parsed), parsed.GetValue(port), parsed.GetValue(count)).Run());
root.Add(serve);
root.Add(clients);
return root.Parse(args).Invoke();

LoadOptions OptionsOf(ParseResult parsed) => new(
    parsed.GetValue(interval), parsed.GetValue(rate), parsed.GetValue(bytes), parsed.GetValue(unreliable), parsed.GetValue(tick), parsed.GetValue(transport)!);
