using System.Text.Json.Serialization;
using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>What a store keeps as JSON.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LobbyAnnotation[]))]
internal sealed partial class StorageJson : JsonSerializerContext;
