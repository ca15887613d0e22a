using Tain.Transports;
using Tain.Transports.Peers;

namespace Tain.Bench;

/// <summary>Makes the ends of a row by its name.</summary>
internal static class Ends
{
    private const int ConnectSeconds = 10;

    public static IEnd Listen(string name) => name switch
    {
        Rows.Raw => new RawEnd(0, isServer: true, batching: false),
        Rows.RawBatched => new RawEnd(0, isServer: true, batching: true),
        Rows.Enet => new EnetEnd(0, isServer: true),
        _ => new TransportServerEnd(Create(name, 0)),
    };

    public static IEnd Connect(string name, ushort port) => name switch
    {
        Rows.Raw => new RawEnd(port, isServer: false, batching: false),
        Rows.RawBatched => new RawEnd(port, isServer: false, batching: true),
        Rows.Enet => new EnetEnd(port, isServer: false),
        _ => new TransportClientEnd(Create(name, port), port),
    };

    private static Transport Create(string name, ushort port) => name == "kcp-unbatched"
        ? new KcpTransport { Port = port, DualMode = false, Sockets = new UdpSocketFactory { Batching = false } }
        : Catalogue.Create(name, new PeerOptions(port) { Timeout = TimeSpan.FromSeconds(ConnectSeconds) });
}
