using System.ComponentModel;
using System.Net;
using System.Net.Sockets;
using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>
/// Clients' UDP sockets under one epoll: a socket that it has named is read until it is empty, and not asked again before it is named anew. So the system is asked once
/// per step for all of them, and then only those sockets for which something has come.
/// </summary>
internal sealed class EpollSockets : DatagramSocketFactory, IArrivals, IDisposable
{
    private readonly Epoll _epoll = new();
    private readonly List<Socket?> _sockets = [];
    private readonly Stack<int> _free = new();
    private readonly int[] _named = new int[Epoll.MaxEvents];

    // Room for one byte more than any UDP datagram has, so that a datagram that is too long for its reader shows.
    private readonly byte[] _room = new byte[65_536];

    public LoadClient? Opener { private get; set; }

    public void Poll()
    {
        // The epoll names a socket as long as it holds something, so whatever is left over this time comes the next.
        int count = _epoll.Take(_named);
        for (int i = 0; i < count; i++) _sockets[_named[i]]?.NoteArrival();
    }

    public override IDatagramSocket Bind(ushort port, DatagramSocketOptions options) => throw new NotSupportedException("These sockets are for clients; give a server UdpSocketFactory.Instance.");

    public override IDatagramSocket Open(EndPoint remote, DatagramSocketOptions options)
    {
        if (!_free.TryPop(out int place))
        {
            place = _sockets.Count;
            _sockets.Add(null);
        }
        Socket socket;
        try
        {
            socket = new Socket(this, place, remote, options, Opener);
        }
        catch (Win32Exception problem)      // a SocketException is one, too
        {
            _free.Push(place);
            throw new InvalidOperationException($"No UDP socket to {remote} can be opened: {problem.Message} Is 'ulimit -n' above the number of clients?", problem);
        }
        _sockets[place] = socket;
        return socket;
    }

    public override ValueTask<EndPoint> ResolveAsync(string host, int port, CancellationToken cancellation) => UdpSocketFactory.Instance.ResolveAsync(host, port, cancellation);

    public void Dispose() => _epoll.Dispose();

    private void Close(int place)
    {
        _sockets[place] = null;
        _free.Push(place);
    }

    private sealed class Socket : IDatagramSocket
    {
        private readonly EpollSockets _owner;
        private readonly int _place;
        private readonly LoadClient? _client;
        private readonly System.Net.Sockets.Socket _socket;
        private readonly SocketAddress _remote;
        private bool _isNamed;
        private bool _isUnreachable;
        private bool _isClosed;

        public Socket(EpollSockets owner, int place, EndPoint remote, DatagramSocketOptions options, LoadClient? client)
        {
            _owner = owner;
            _place = place;
            _client = client;
            _remote = remote.Serialize();
            _socket = new System.Net.Sockets.Socket(remote.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                Blocking = false,
                ReceiveBufferSize = options.ReceiveBufferBytes,
                SendBufferSize = options.SendBufferBytes,
            };
            try
            {
                _socket.Connect(remote);
                owner._epoll.Add((int)_socket.Handle, place);
            }
            catch (Win32Exception)
            {
                _socket.Dispose();
                throw;
            }
        }

        public EndPoint? LocalEndPoint => _socket.LocalEndPoint;

        public long UnsentDatagrams { get; private set; }

        public void NoteArrival()
        {
            _isNamed = true;
            _client?.NoteArrival();
        }

        public DatagramResult Receive(Span<byte> buffer, SocketAddress from, out int bytes)
        {
            bytes = 0;
            if (_isNamed)
            {
                int received = _socket.Receive(_owner._room, SocketFlags.None, out SocketError error);
                if (error == SocketError.Success) return Take(_owner._room.AsSpan(0, received), buffer, from, out bytes);
                NoteUnreachable(error);
                _isNamed = false;
            }
            if (!_isUnreachable) return DatagramResult.Empty;
            _isUnreachable = false;
            return DatagramResult.Unreachable;
        }

        public void Send(ReadOnlySpan<byte> datagram, SocketAddress to)
        {
            _socket.Send(datagram, SocketFlags.None, out SocketError error);
            if (error != SocketError.Success) UnsentDatagrams++;
            NoteUnreachable(error);
        }

        public void Flush()
        {
        }

        public void Dispose()
        {
            if (_isClosed) return;
            _isClosed = true;
            _owner._epoll.Remove((int)_socket.Handle);
            _owner.Close(_place);
            _socket.Dispose();
        }

        private DatagramResult Take(ReadOnlySpan<byte> datagram, Span<byte> buffer, SocketAddress from, out int bytes)
        {
            bytes = 0;
            if (!datagram.TryCopyTo(buffer)) return DatagramResult.Oversized;
            bytes = datagram.Length;
            from.Size = _remote.Size;
            _remote.Buffer.Span[.._remote.Size].CopyTo(from.Buffer.Span);
            return DatagramResult.Datagram;
        }

        private void NoteUnreachable(SocketError error) => _isUnreachable |= error is SocketError.ConnectionRefused or SocketError.ConnectionReset;
    }
}
