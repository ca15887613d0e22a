using System.Net;

namespace Tain.Discovery;

/// <summary>"Here I am."</summary>
[WireName("Mirror.Discovery.ServerResponse")]
public struct ServerResponse : NetworkMessage
{
    /// <summary>How to connect. On arrival its host is the address that the answer really came from.</summary>
    public Uri? uri;

    /// <summary>The server's number, to tell servers apart when one answers by several ways.</summary>
    public long serverId;

    /// <summary>Where the answer came from. It is not sent; the receiver fills it in.</summary>
    public IPEndPoint? EndPoint { get; set; }
}
