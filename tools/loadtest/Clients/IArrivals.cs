namespace Tain.LoadTest;

/// <summary>
/// Knows which clients something has come for, so that an engine asks only those: with thousands of sockets that are silent most of the time, asking each again and again
/// costs more than the traffic.
/// </summary>
public interface IArrivals
{
    /// <summary>For which client sockets are opened from now on; the engine sets it before it calls a transport.</summary>
    LoadClient? Opener { set; }

    /// <summary>Looks once for all clients, and calls <see cref="LoadClient.NoteArrival"/> of those for whom something has come.</summary>
    void Poll();
}
