using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>How large what is asked for may be.</summary>
public sealed record LobbyLimits
{
    /// <summary>Lobbies at once. Default 10000.</summary>
    public int MaxLobbies { get; init; } = 10_000;

    /// <summary>Players of one lobby, the host included. Default 256.</summary>
    public int MaxCapacity { get; init; } = 256;

    /// <summary>Characters of a lobby's name. Default 64.</summary>
    public int MaxNameLength { get; init; } = 64;

    /// <summary>Characters of a player's id. Default 64.</summary>
    public int MaxPlayerIdLength { get; init; } = 64;

    /// <summary>Tags of one lobby. Default 16.</summary>
    public int MaxTags { get; init; } = 16;

    /// <summary>Characters of a tag. Default 64.</summary>
    public int MaxTagLength { get; init; } = 64;

    /// <summary>Annotations of one lobby. Default 16.</summary>
    public int MaxAnnotations { get; init; } = 16;

    /// <summary>Characters of an annotation's key and value together. Default 512.</summary>
    public int MaxAnnotationLength { get; init; } = 512;

    /// <summary>Lobbies in one answer; the count says how many there are. Default 1000.</summary>
    public int MaxListed { get; init; } = 1_000;

    /// <summary>Bytes of a request. Default 65536.</summary>
    public int MaxRequestBytes { get; init; } = 65_536;

    /// <summary>What is wrong with a lobby that somebody wants to create; null when nothing is.</summary>
    internal string? Problem(LobbyCreation creation)
    {
        if (string.IsNullOrWhiteSpace(creation.Name) || creation.Name.Length > MaxNameLength || creation.Name.Contains('\0')) return $"name must have 1 to {MaxNameLength} characters";
        return Problem(creation.Player) ?? Problem(creation.Capacity, creation.Tags) ?? Problem(creation.Annotations);
    }

    /// <summary>What is wrong with a change; null when nothing is.</summary>
    internal string? Problem(LobbyChange change) => Problem(change.Capacity, change.Tags);

    /// <summary>What is wrong with a request to join or leave; null when nothing is.</summary>
    internal string? Problem(LobbyMembership membership) => string.IsNullOrEmpty(membership.LobbyId) ? "lobby_id is missing" : Problem(membership.Player);

    private string? Problem(LobbyMember? player) =>
        string.IsNullOrWhiteSpace(player?.Id) || player.Id.Length > MaxPlayerIdLength || player.Id.Contains('\0') ? $"player.id must have 1 to {MaxPlayerIdLength} characters" : null;

    private string? Problem(int capacity, IReadOnlyList<string>? tags)
    {
        if (capacity < 1 || capacity > MaxCapacity) return $"capacity must be 1 to {MaxCapacity}";
        if (tags is null) return null;
        if (tags.Count > MaxTags) return $"there may be {MaxTags} tags";
        return tags.Any(tag => string.IsNullOrEmpty(tag) || tag.Length > MaxTagLength || tag.Contains('\0')) ? $"a tag must have 1 to {MaxTagLength} characters" : null;
    }

    private string? Problem(IReadOnlyList<LobbyAnnotation>? annotations)
    {
        if (annotations is null) return null;
        if (annotations.Count > MaxAnnotations) return $"there may be {MaxAnnotations} annotations";
        return annotations.Any(IsBad) ? $"an annotation must have a key, and {MaxAnnotationLength} characters at most" : null;
    }

    // PostgreSQL's texts cannot hold the character 0, so nobody's may.
    private bool IsBad(LobbyAnnotation? annotation) =>
        string.IsNullOrEmpty(annotation?.Key) || annotation.Key.Length + (annotation.Value?.Length ?? 0) > MaxAnnotationLength
        || annotation.Key.Contains('\0') || annotation.Value?.Contains('\0') == true;
}
