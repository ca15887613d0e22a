using System.Text.Json.Serialization;

namespace Tain.Lobbies;

/// <summary>What is said to a Tain.Relay.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TainRelayRequest))]
[JsonSerializable(typeof(TainRelayAnswer))]
internal sealed partial class TainRelayJson : JsonSerializerContext;

/// <summary>Asks for a session.</summary>
internal sealed record TainRelayRequest(uint ServerUser, IReadOnlyList<uint> Users);

/// <summary>A session, and where the relay is.</summary>
internal sealed record TainRelayAnswer(uint SessionId, string? Host, int ServerPort, int ClientPort);
