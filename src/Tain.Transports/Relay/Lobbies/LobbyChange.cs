namespace Tain.Transports;

/// <summary>What is to be different about a lobby; all three are set.</summary>
public sealed record LobbyChange
{
    /// <summary>The most players it takes, the host included.</summary>
    public int Capacity { get; init; }

    /// <summary>Whether players may join.</summary>
    public bool IsJoinable { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}
