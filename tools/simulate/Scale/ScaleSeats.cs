namespace Tain.Simulate;

/// <summary>The server's table of seats: who sits where, and which rooms are seen from there, how often.</summary>
internal sealed class ScaleSeats(int count)
{
    public const int Rooms = 4;

    private readonly NetworkConnectionToClient?[] _connections = new NetworkConnectionToClient?[count];
    private readonly int[,] _sendEvery = new int[count, Rooms];

    public int Count => count;

    public NetworkConnectionToClient? this[int seat]
    {
        get => _connections[seat];
        set => _connections[seat] = value;
    }

    public int SeatOf(NetworkConnectionToClient connection) => Array.IndexOf(_connections, connection);

    /// <summary>Every how many send intervals a room is sent to a seat; 0: it does not see it.</summary>
    public ref int SendEvery(int seat, int room) => ref _sendEvery[seat, room];

    public bool Sees(NetworkConnectionToClient connection, int room) => SeatOf(connection) is >= 0 and int seat && _sendEvery[seat, room] > 0;
}
