using System.CommandLine;
using System.CommandLine.Invocation;
using Tanks.Server;

const int CannotRun = 2;

ParseResult parsed = CommandLine.Create(TanksServer.RunAsync).Parse(args);
if (parsed.Action is not ParseErrorAction) return await parsed.InvokeAsync();
// Without the page of help in which the mistake would be lost.
await Console.Error.WriteLineAsync($"{parsed.Errors[0].Message} (--help names all options.)");
return CannotRun;
