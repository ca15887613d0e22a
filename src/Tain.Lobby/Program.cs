using Microsoft.AspNetCore.Builder;
using Tain.Lobbies;

await using WebApplication lobby = LobbyProgram.Create(args);
await lobby.RunAsync();
