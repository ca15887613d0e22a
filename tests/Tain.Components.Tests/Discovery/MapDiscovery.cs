using System.Net;

namespace Tain.Discovery;

/// <summary>A question of a game's own.</summary>
public struct MapRequest : NetworkMessage
{
    public string map;
}

/// <summary>An answer of a game's own.</summary>
public struct MapResponse : NetworkMessage
{
    public string map;
    public int players;
    public List<string> names;
}

/// <summary>Discovery with a game's own messages: it asks for servers with a certain map.</summary>
public class MapDiscovery : NetworkDiscoveryBase<MapRequest, MapResponse>
{
    public string map = "";

    public List<IPEndPoint> Asked { get; } = [];

    protected override MapRequest GetRequest() => new() { map = map };

    protected override void ProcessClientRequest(MapRequest request, IPEndPoint endpoint)
    {
        if (request.map == map) base.ProcessClientRequest(request, endpoint);
    }

    protected override MapResponse ProcessRequest(MapRequest request, IPEndPoint endpoint)
    {
        Asked.Add(endpoint);
        if (map == "broken") throw new InvalidOperationException("the game's bug");
        return new MapResponse { map = map, players = 3, names = ["ada", "bob", "cy"] };
    }

    protected override void ProcessResponse(MapResponse response, IPEndPoint endpoint) => RaiseServerFound(response);
}
