using System.Net;
using Tain.Transports;

namespace Tain.Simulation;

/// <summary>A machine on a <see cref="SimulatedNetwork"/>: what is opened through it sends from its address. Give it to a transport as its socket factory.</summary>
public sealed class SimulatedHost : DatagramSocketFactory
{
    private const ushort FirstEphemeralPort = 49152;

    private readonly SimulatedNetwork _network;
    private readonly List<SimulatedSocket> _sockets = [];
    private ushort _nextEphemeralPort = FirstEphemeralPort;
    private uint _ip;

    internal SimulatedHost(SimulatedNetwork network, string name, int index, uint ip)
    {
        _network = network;
        Name = name;
        Index = index;
        _ip = ip;
    }

    /// <summary>The name, which other hosts can resolve.</summary>
    public string Name { get; }

    /// <summary>The address that others see; see <see cref="Rebind"/>.</summary>
    public IPAddress Address => SimulatedAddress.ToIPAddress(_ip);

    /// <summary>True: no link of this host lets anything pass, as if its cable were pulled.</summary>
    public bool IsIsolated { get; set; }

    internal int Index { get; }

    internal uint Ip => _ip;

    internal bool Listens { get; private set; }

    /// <inheritdoc/>
    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options)
    {
        if (port != 0 && IsTaken(port)) throw new InvalidOperationException($"Port {port} of simulated host '{Name}' is taken by another socket. Choose another, or dispose that one.");
        SimulatedSocket socket = Add(port == 0 ? NextFreePort() : port, remote: null, options);
        Listens = true;
        return socket;
    }

    /// <inheritdoc/>
    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options)
    {
        ArgumentNullException.ThrowIfNull(remote);
        return Add(NextFreePort(), _network.Redirect(SimulatedAddress.Of(remote)), options);
    }

    /// <inheritdoc/>
    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => _network.ResolveAsync(host, port, cancellation);

    /// <summary>
    /// Gives the host another address, as when a phone leaves the Wi-Fi or a router forgets. Its sockets go on and notice nothing; what is sent to the old address is lost.
    /// </summary>
    public void Rebind()
    {
        foreach (SimulatedSocket socket in _sockets) _network.Unregister(socket);
        _ip = _network.NextIp();
        _network.Rename(this);
        foreach (SimulatedSocket socket in _sockets) _network.Register(socket);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Address})";

    internal void Remove(SimulatedSocket socket)
    {
        _network.Unregister(socket);
        _sockets.Remove(socket);
        Listens = _sockets.Exists(static s => s.IsListening);
    }

    private SimulatedSocket Add(ushort port, SimulatedAddress? remote, DatagramSocketOptions options)
    {
        var socket = new SimulatedSocket(_network, this, port, remote, options);
        _sockets.Add(socket);
        _network.Register(socket);
        return socket;
    }

    private bool IsTaken(ushort port) => _sockets.Exists(s => s.Port == port);

    private ushort NextFreePort()
    {
        for (int tries = FirstEphemeralPort; tries <= ushort.MaxValue; tries++)
        {
            ushort port = _nextEphemeralPort;
            _nextEphemeralPort = port == ushort.MaxValue ? FirstEphemeralPort : (ushort)(port + 1);
            if (!IsTaken(port)) return port;
        }

        throw new InvalidOperationException($"Simulated host '{Name}' has no free port. Dispose the sockets that are no longer used.");
    }
}
