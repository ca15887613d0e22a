using System.Text.Json.Serialization;

namespace Tain.Relay;

/// <summary>What the relay's door says and hears.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OpenSessionRequest))]
[JsonSerializable(typeof(OpenSessionAnswer))]
[JsonSerializable(typeof(SessionAnswer))]
[JsonSerializable(typeof(HealthAnswer))]
[JsonSerializable(typeof(ErrorAnswer))]
internal sealed partial class RelayJson : JsonSerializerContext;

/// <summary>Asks for a session: the game server's number and those of the players who may come at once.</summary>
internal sealed record OpenSessionRequest(uint? ServerUser, IReadOnlyList<uint>? Users);

/// <summary>A session that was opened, and where the relay is; the host is empty when only the one who asks knows it.</summary>
internal sealed record OpenSessionAnswer(uint SessionId, string Host, int ServerPort, int ClientPort);

/// <summary>How a session is.</summary>
internal sealed record SessionAnswer(uint SessionId, int Users, int Connections, bool ServerIsHeard);

/// <summary>That the relay is alive.</summary>
internal sealed record HealthAnswer(string Status, int Sessions);

/// <summary>Why not.</summary>
internal sealed record ErrorAnswer(string Reason, string Message);
