using System.CommandLine;
using Tain.Bench;

// What each transport costs on loopback, beside a bare UDP socket and beside libenet used directly: one end sends as fast as the other takes, each in a process of its own.
// Run it in Release: dotnet run -c Release --project bench/Transports [-- --help]
var transports = new Option<string>("--transports")
{
    Description = "Names, parted by commas: rows of the catalogue, raw, raw-batched, libenet.",
    DefaultValueFactory = _ => string.Join(',', Rows.Default),
};
var seconds = new Option<double>("--seconds") { Description = "Measured seconds for each row.", DefaultValueFactory = _ => 0.7 };
var window = new Option<int>("--window") { Description = "Packets under way at most.", DefaultValueFactory = _ => 2_000 };
var sizes = new Option<int[]>("--bytes") { Description = "Packet sizes.", DefaultValueFactory = _ => [100, 1_000], AllowMultipleArgumentsPerToken = true };

var name = new Option<string>("--name") { Required = true };
var port = new Option<ushort>("--port");
var bytes = new Option<int>("--size");
var channel = new Option<string>("--channel");
var receive = new Command("receive", "The receiving process of a row.") { name };
receive.Hidden = true;
receive.SetAction(parsed => Receiver.Run(Ends.Listen(parsed.GetRequiredValue(name))));
var send = new Command("send", "The sending process of a row.") { name, port, bytes, channel, seconds, window };
send.Hidden = true;
send.SetAction(parsed => new Sender(
    Ends.Connect(parsed.GetRequiredValue(name), parsed.GetValue(port)),
    parsed.GetValue(bytes),
    Enum.Parse<Tain.Transports.Channel>(parsed.GetValue(channel)!),
    parsed.GetValue(seconds),
    parsed.GetValue(window)).Run());

var root = new RootCommand("Costs of the transports on loopback.") { transports, seconds, window, sizes, receive, send };
root.SetAction(parsed => Table.Print(
    parsed.GetValue(transports)!.Split(','),
    parsed.GetValue(sizes)!,
    parsed.GetValue(seconds),
    parsed.GetValue(window)));
return root.Parse(args).Invoke();
