using AotServer;

// dotnet publish samples/AotServer -f net9.0 -c Release    one native file; needs clang and zlib
// ./AotServer --port 7777                                  port 0: any that is free
ushort port = 7777;
if (args is not [] && !(args is ["--port", var text] && ushort.TryParse(text, out port)))
{
    Console.Error.WriteLine("Usage: AotServer [--port NUMBER]");
    return 2;
}
using var server = new DedicatedServer(port, new ConsoleLog(Console.Out));
return server.Run();
