namespace Tain;

/// <summary>Who decides about the clients of a group.</summary>
internal enum GroupKind
{
    /// <summary>Readiness alone: everybody who has the world.</summary>
    Public,

    /// <summary>The game, or an interest management of its own: <see cref="NetworkServer.CreateGroup"/>.</summary>
    Custom,

    /// <summary>A group of one object, which has an audience of its own.</summary>
    Individual,
}
