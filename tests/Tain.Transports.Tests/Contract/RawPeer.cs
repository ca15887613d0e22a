using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tain.Transports.Contract;

/// <summary>A plain TCP socket without any idea of WebSockets: it sends the bytes it is told and keeps what it reads. Never blocks.</summary>
internal sealed class RawPeer : IDisposable
{
    private readonly Socket _socket;
    private readonly List<byte> _received = [];
    private readonly Queue<byte[]> _unsent = new();
    private int _unsentOffset;

    public RawPeer(Socket socket)
    {
        _socket = socket;
        _socket.NoDelay = true;
        _socket.Blocking = false;
    }

    /// <summary>Everything read so far.</summary>
    public byte[] Received => [.. _received];

    /// <summary>True when the other side has closed or reset the stream.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Bytes that the other side's window has taken.</summary>
    public long SentBytes { get; private set; }

    public string ReceivedText => Encoding.Latin1.GetString(Received);

    public static RawPeer Connect(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(IPAddress.Loopback, port);
        }
        catch (SocketException reset) when (reset.SocketErrorCode == SocketError.ConnectionReset)
        {
            // A server that refuses may be quicker than the connect's return.
            return new RawPeer(socket) { IsClosed = true };
        }
        return new RawPeer(socket);
    }

    public void Send(byte[] bytes)
    {
        _unsent.Enqueue(bytes);
        Pump(read: false);
    }

    public void Send(string text) => Send(Encoding.Latin1.GetBytes(text));

    /// <summary>Takes the bytes up to and including a mark out of what was received.</summary>
    public bool TryTakeThrough(string mark, out string text)
    {
        Pump();
        int end = ReceivedText.IndexOf(mark, StringComparison.Ordinal);
        text = end < 0 ? "" : ReceivedText[..(end + mark.Length)];
        if (end >= 0) _received.RemoveRange(0, text.Length);
        return end >= 0;
    }

    /// <summary>Sends and reads what can be sent and read now.</summary>
    public void Pump(bool read = true)
    {
        try
        {
            SendWhatFits();
            if (read) ReadWhatIsThere();
        }
        catch (SocketException reset) when (reset.SocketErrorCode is SocketError.ConnectionReset or SocketError.ConnectionAborted or SocketError.Shutdown)
        {
            IsClosed = true;
        }
    }

    public void Dispose() => _socket.Dispose();

    private void SendWhatFits()
    {
        while (!IsClosed && _unsent.TryPeek(out byte[]? bytes))
        {
            int sent = _socket.Send(bytes.AsSpan(_unsentOffset), SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) return;
            if (error != SocketError.Success) throw new SocketException((int)error);
            SentBytes += sent;
            _unsentOffset += sent;
            if (_unsentOffset < bytes.Length) continue;
            _unsent.Dequeue();
            _unsentOffset = 0;
        }
    }

    private void ReadWhatIsThere()
    {
        byte[] buffer = new byte[4096];
        while (!IsClosed)
        {
            int count = _socket.Receive(buffer, SocketFlags.None, out SocketError error);
            if (error == SocketError.WouldBlock) return;
            if (error != SocketError.Success) throw new SocketException((int)error);
            if (count == 0) IsClosed = true;
            _received.AddRange(buffer.AsSpan(0, count));
        }
    }
}
