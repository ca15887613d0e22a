using Tain.Tests;

namespace Tain.Discovery;

/// <summary>A server and a client on a local network in memory, both with a manager and discovery.</summary>
internal sealed class DiscoveryStage
{
    public const string ServerAddress = "10.0.0.7";
    public const string ClientAddress = "10.0.0.8";

    public DiscoveryStage()
    {
        Server = Stage.AddServer();
        Client = Stage.Add("client");
        Advertiser = Add<NetworkDiscovery>(Server, ServerAddress);
        Seeker = Add<NetworkDiscovery>(Client, ClientAddress);
        Seeker.OnServerFound += Found.Add;
    }

    public ManagedStage Stage { get; } = new();

    public FakeLan Lan { get; } = new();

    public ManagedSide Server { get; }

    public ManagedSide Client { get; }

    public NetworkDiscovery Advertiser { get; }

    public NetworkDiscovery Seeker { get; }

    public List<ServerResponse> Found { get; } = [];

    public T Add<T>(ManagedSide side, string address)
        where T : MonoBehaviour, new()
    {
        T discovery = side.World.CreateGameObject("discovery").AddComponent<T>();
        if (discovery is NetworkDiscovery usual) usual.Sockets = Lan.Host(address);
        if (discovery is MapDiscovery maps) maps.Sockets = Lan.Host(address);
        return discovery;
    }
}
