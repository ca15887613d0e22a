using Tain;
using Tain.Discovery.Peers;
using Tain.Transports;

// server: advertises itself.   client: looks for a server once a second and joins the first.
var world = new World();
GameObject go = world.CreateGameObject("network");
NetworkManager manager = go.AddComponent<NetworkManager>();
manager.transport = new KcpTransport { Port = 0, DualMode = false };
CountingDiscovery discovery = go.AddComponent<CountingDiscovery>();
discovery.ActiveDiscoveryInterval = 1;
using var end = new CancellationTokenSource();
if (args is ["server"])
{
    manager.StartServer();
    discovery.AdvertiseServer();
    Console.WriteLine("advertising");
}
else
{
    bool isTold = false;
    discovery.OnServerFound += found =>
    {
        Console.WriteLine($"found {found.uri}");
        manager.StartClient(found.uri!);
    };
    discovery.StartDiscovery();
    using var loop = new GameLoop(deltaTime =>
    {
        world.Tick(deltaTime);
        if (isTold || !manager.NetworkClient.isConnected || discovery.IsSearching) return;
        isTold = true;
        Console.WriteLine($"connected, searching {discovery.IsSearching}");
    });
    loop.Run(end.Token);
    return;
}
using var serving = new GameLoop(world.Tick);
serving.Run(end.Token);
