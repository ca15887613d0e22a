namespace Tain.Tests.Interest;

/// <summary>A client of an <see cref="InterestStage{TRule}"/>.</summary>
internal sealed class InterestClient(World world, NetworkClient client)
{
    public World World => world;

    public NetworkClient Client => client;

    /// <summary>The server's end.</summary>
    public NetworkConnectionToClient Connection { get; set; } = null!;

    /// <summary>The player on the server.</summary>
    public NetworkIdentity Player => Connection.identity!;

    public Transform Place => Player.transform;

    public bool Has(NetworkIdentity identity) => client.spawned.ContainsKey(identity.netId);
}
