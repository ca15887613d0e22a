namespace Tain.Transports.Kcp;

/// <summary>Sends a file to a client in pieces, no faster than the line takes them. An example of docs/transports.md.</summary>
public sealed class FileSender(TransportServer server, int connectionId, byte[] file)
{
    private const int MaxUnderWayBytes = 256 * 1024;
    private const int PieceBytes = 16 * 1024;
    private int _sent;

    public bool IsDone => _sent == file.Length;

    /// <summary>Called once per tick.</summary>
    public void Tick()
    {
        while (!IsDone && server.GetSendQueueBytes(connectionId) < MaxUnderWayBytes)
        {
            ReadOnlySpan<byte> piece = file.AsSpan(_sent, Math.Min(PieceBytes, file.Length - _sent));
            if (!server.Send(connectionId, piece, Channel.Reliable)) return;   // the client has left; the Disconnected event says so
            _sent += piece.Length;
        }
    }
}
