using System.Text.Json.Serialization;

namespace Tain.Lobbies;

/// <summary>What the service says beside lobbies.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(ErrorBody))]
internal sealed partial class HttpJson : JsonSerializerContext;

/// <summary>Why a request was refused: a word for programs, a sentence for people.</summary>
internal sealed record ErrorBody(string Reason, string Message);
