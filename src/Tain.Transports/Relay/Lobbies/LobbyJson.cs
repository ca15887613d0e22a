using System.Text.Json.Serialization;

namespace Tain.Transports;

/// <summary>How lobbies are written as JSON: names with underscores, generated at build time, so that nothing is looked up by reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Lobby))]
[JsonSerializable(typeof(LobbyList))]
[JsonSerializable(typeof(LobbyCreation))]
[JsonSerializable(typeof(LobbyChange))]
[JsonSerializable(typeof(LobbyMembership))]
[JsonSerializable(typeof(LobbyStart))]
public sealed partial class LobbyJson : JsonSerializerContext;
