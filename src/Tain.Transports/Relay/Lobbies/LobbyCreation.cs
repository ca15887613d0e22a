namespace Tain.Transports;

/// <summary>A lobby to be created.</summary>
public sealed record LobbyCreation
{
    /// <summary>Words of the host's own, kept with the lobby.</summary>
    public IReadOnlyList<LobbyAnnotation>? Annotations { get; init; }

    /// <summary>The most players it takes, the host included.</summary>
    public int Capacity { get; init; }

    /// <summary>Whether players may join.</summary>
    public bool IsJoinable { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>The host.</summary>
    public LobbyMember? Player { get; init; }

    /// <summary>Words to find it by.</summary>
    public IReadOnlyList<string>? Tags { get; init; }
}

/// <summary>A word with a meaning, kept with a lobby.</summary>
public sealed record LobbyAnnotation
{
    /// <summary>Whether it should be handed to what the service starts; kept, and without effect for a relay.</summary>
    public bool Inject { get; init; }

    /// <summary>The meaning.</summary>
    public string? Key { get; init; }

    /// <summary>The word.</summary>
    public string? Value { get; init; }
}

/// <summary>A player, by the id it chose.</summary>
public sealed record LobbyMember
{
    /// <summary>The id.</summary>
    public string? Id { get; init; }
}
