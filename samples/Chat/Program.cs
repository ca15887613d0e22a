using System.Collections.Concurrent;
using Chat;
using Tain.Transports;

// dotnet run --project samples/Chat -- server                               a room for everybody
// dotnet run --project samples/Chat -- client --name Ada                    somebody in it; in another terminal, or on another machine with --host
// Both take --port. The client reads lines from its input; /quit or the end of the input ends it.
string Option(string name, string otherwise) => Array.IndexOf(args, name) is >= 0 and int at && at + 1 < args.Length ? args[at + 1] : otherwise;

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    stop.Cancel();
};
if (!ushort.TryParse(Option("--port", "7777"), out ushort port))
{
    Console.Error.WriteLine("--port takes a number from 0 to 65535.");
    return 2;
}
var transport = new KcpTransport { Port = port };

switch (args.FirstOrDefault())
{
    case "server":
        return RunServer();
    case "client":
        RunClient();
        return 0;
    default:
        Console.WriteLine("Say server, or client --name <name> [--host <host>]; both take --port <port>.");
        return 1;
}

int RunServer()
{
    ChatRoom room;
    try
    {
        room = new ChatRoom(transport, Console.WriteLine);
    }
    catch (InvalidOperationException taken)
    {
        Console.Error.WriteLine(taken.Message);
        return 1;
    }
    using (room)
    {
        do room.Tick();
        while (!stop.Token.WaitHandle.WaitOne(millisecondsTimeout: 10));
    }
    return 0;
}

void RunClient()
{
    // The console blocks, the chat must not: a thread reads, and lines wait for their tick.
    var typed = new ConcurrentQueue<string>();
    var keyboard = new Thread(() => ReadLines(typed)) { IsBackground = true };

    using var guest = new ChatGuest(transport, Option("--name", Environment.UserName), Console.WriteLine);
    guest.Connect(Option("--host", "localhost"));
    keyboard.Start();
    do
    {
        guest.Tick();
        if (guest.MayTalk && typed.TryDequeue(out string? line)) guest.Type(line);      // one per tick, so that what was said is sent before /quit
    }
    while (guest.IsHere && !stop.Token.WaitHandle.WaitOne(millisecondsTimeout: 10));
    guest.Leave();
}

static void ReadLines(ConcurrentQueue<string> typed)
{
    while (Console.ReadLine() is { } line) typed.Enqueue(line);
    typed.Enqueue("/quit");
}
