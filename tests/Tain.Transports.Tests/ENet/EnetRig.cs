using System.Net;
using System.Net.Sockets;
using Tain.Transports.Contract;

namespace Tain.Transports.ENet;

/// <summary>A started server on libenet, its clients, and what else ticks beside them.</summary>
internal sealed class EnetRig : IDisposable
{
    private readonly EnetSubject _subject;

    public EnetRig(EnetTransport transport)
    {
        _subject = new EnetSubject(transport);
        Bench = TransportBench.Started(_subject);
    }

    public TransportBench Bench { get; }

    public ServerProbe Server => Bench.Server;

    public EnetServer Endpoint => (EnetServer)Server.Server;

    public int Port => Server.Server.Uri.Port;

    public List<ForeignEnet> Foreigners { get; } = [];

    public ForeignEnet AddForeigner(int channels = 2)
    {
        var foreign = ForeignEnet.ConnectTo(Port, channels);
        Foreigners.Add(foreign);
        return foreign;
    }

    public ForeignEnet AddConnectedForeigner()
    {
        ForeignEnet foreign = AddForeigner();
        int before = Server.Connected.Count();
        WaitUntil(() => foreign.IsConnected && Server.Connected.Count() > before, "the foreign peer is connected");
        return foreign;
    }

    public void WaitUntil(Func<bool> condition, string expectation) =>
        Bench.WaitUntil(
            () =>
            {
                foreach (ForeignEnet foreign in Foreigners) foreign.Tick();
                return condition();
            },
            expectation);

    public Socket OpenSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Connect(IPAddress.Loopback, Port);
        return socket;
    }

    public void Dispose()
    {
        foreach (ForeignEnet foreign in Foreigners) foreign.Dispose();
        Bench.Dispose();
        _subject.Dispose();
    }
}
