using Tain.LoadTest;

// dotnet run -c Release --project tools/loadtest -- --serve --clients 500          against the built-in server
// dotnet run -c Release --project tools/loadtest -- --server kcp://host:7777 ...   against yours; docs/load-testing.md tells more
return LoadTestProgram.Run(args);
