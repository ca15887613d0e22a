using Tanks.Server;

return await CommandLine.Create(TanksServer.RunAsync).Parse(args).InvokeAsync();
