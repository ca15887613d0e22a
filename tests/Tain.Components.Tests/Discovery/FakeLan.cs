using System.Net;
using System.Net.Sockets;

namespace Tain.Discovery;

/// <summary>A local network in memory: hosts with an address each, broadcasts that reach all of them, and sockets that can be made to fail.</summary>
internal sealed class FakeLan
{
    private readonly List<Socket> _open = [];

    /// <summary>Datagrams that were sent, in order.</summary>
    public List<(IPEndPoint From, IPEndPoint To, byte[] Bytes)> Sent { get; } = [];

    /// <summary>How often somebody tried to open a socket.</summary>
    public int Opened { get; private set; }

    public bool CannotOpen { get; set; }

    public bool Fails { get; set; }

    public DiscoverySockets Host(string address) => new Sockets(this, IPAddress.Parse(address));

    /// <summary>Puts a datagram straight into the sockets that listen on a port.</summary>
    public void Inject(byte[] bytes, IPEndPoint from, int port)
    {
        foreach (Socket socket in _open.Where(one => one.LocalPort == port)) socket.Inbox.Enqueue((from, bytes));
    }

    private sealed class Sockets(FakeLan lan, IPAddress address) : DiscoverySockets
    {
        public override IReadOnlyList<IPAddress> BroadcastAddresses => [IPAddress.Broadcast];

        public override IDiscoverySocket Listen(int port) => Add(port);

        public override IDiscoverySocket Open() => Add(50_000 + lan._open.Count);

        private Socket Add(int port)
        {
            lan.Opened++;
            if (lan.CannotOpen) throw new SocketException((int)SocketError.NetworkDown);
            var socket = new Socket(lan, new IPEndPoint(address, port));
            lan._open.Add(socket);
            return socket;
        }
    }

    private sealed class Socket(FakeLan lan, IPEndPoint local) : IDiscoverySocket
    {
        public Queue<(IPEndPoint From, byte[] Bytes)> Inbox { get; } = new();

        public int LocalPort => local.Port;

        public DiscoveryReceive Receive(Span<byte> buffer, SocketAddress from, out int bytes)
        {
            bytes = 0;
            if (lan.Fails) return DiscoveryReceive.Failed;
            if (!Inbox.TryDequeue(out (IPEndPoint From, byte[] Bytes) next)) return DiscoveryReceive.Empty;
            SocketAddress sender = next.From.Serialize();
            from.Size = sender.Size;
            sender.Buffer.Span[..sender.Size].CopyTo(from.Buffer.Span);
            bytes = Math.Min(next.Bytes.Length, buffer.Length);
            next.Bytes.AsSpan(0, bytes).CopyTo(buffer);
            return DiscoveryReceive.Datagram;
        }

        public bool TrySend(ReadOnlySpan<byte> datagram, IPEndPoint to)
        {
            if (lan.Fails) return false;
            byte[] bytes = datagram.ToArray();
            lan.Sent.Add((local, to, bytes));
            foreach (Socket socket in lan._open.Where(one => one.IsReachedBy(to))) socket.Inbox.Enqueue((local, bytes));
            return true;
        }

        public void Dispose() => lan._open.Remove(this);

        private bool IsReachedBy(IPEndPoint to) => to.Port == local.Port && (to.Address.Equals(IPAddress.Broadcast) || to.Address.Equals(local.Address));
    }
}
