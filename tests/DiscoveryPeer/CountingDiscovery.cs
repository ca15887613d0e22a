using System.Net;

namespace Tain.Discovery.Peers;

/// <summary>Discovery that says what it does.</summary>
public class CountingDiscovery : NetworkDiscovery
{
    private int _asked;
    private int _found;

    protected override ServerRequest GetRequest()
    {
        // What the question before has brought is known now.
        Console.WriteLine($"asked {_asked++}, found {_found}");
        return base.GetRequest();
    }

    protected override void ProcessResponse(ServerResponse response, IPEndPoint endpoint)
    {
        _found++;
        base.ProcessResponse(response, endpoint);
    }
}
