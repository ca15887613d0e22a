using Microsoft.AspNetCore.Builder;
using Tain.Relay;

await using WebApplication relay = RelayProgram.Create(args);
await relay.RunAsync();
