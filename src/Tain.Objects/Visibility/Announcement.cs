namespace Tain;

/// <summary>An object that comes into the sight of some connections: its spawn message is written for the first of them, and again only where it differs.</summary>
/// <param name="identity">The object, with those who had it before.</param>
internal struct Announcement(NetworkIdentity identity)
{
    public readonly NetworkIdentity Identity = identity;

    /// <summary>Whether anybody had a copy before.</summary>
    public readonly bool HasCopies = identity.HasCopies;

    /// <summary>By which <see cref="SpawnSender.Named"/> the message is known; 0: it was not written yet.</summary>
    public long Named;
}
