using Tain.Transports;
using Tain.Transports.Peers;

// One end of a connection in a process of its own:
//   server --transport NAME [--port N] [--timeout-ms N] [--set key=value]...
//   client --transport NAME --connect URI [--timeout-ms N] [--set key=value]...
// What it tells and what it is told: see Peer.
if (args is not ["server" or "client", .. string[] rest])
{
    Console.Error.WriteLine("Say 'server --transport NAME' or 'client --transport NAME --connect URI'.");
    return 2;
}
var arguments = new Arguments(rest);
using var log = new ErrorLog();
Transport transport = Catalogue.Create(arguments.Value("--transport"), PeerOptions.Parse(arguments, log));
using Endpoint endpoint = args[0] == "server" ? new ServerEndpoint(transport) : new ClientEndpoint(transport, new Uri(arguments.Value("--connect")));
if (endpoint is ServerEndpoint server) Console.WriteLine($"listening {server.Uri}");

var peer = new Peer(endpoint, Console.Out);
var commands = new CommandLines(Console.In);
using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
while (!peer.HasStopped && await timer.WaitForNextTickAsync()) peer.Tick(commands);
Console.WriteLine("stopped");
return 0;
