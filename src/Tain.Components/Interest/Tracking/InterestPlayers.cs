namespace Tain;

/// <summary>Whose player an object is.</summary>
internal static class InterestPlayers
{
    /// <summary>The client whose player the object is; null when it is nobody's.</summary>
    public static NetworkConnectionToClient? ClientOf(NetworkIdentity identity) =>
        identity.connectionToClient is { } connection && ReferenceEquals(connection.identity, identity) ? connection : null;
}
