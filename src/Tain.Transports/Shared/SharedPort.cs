namespace Tain.Transports;

/// <summary>One world's place at a shared port, from the start of its server to its stop. The numbers are the network's side's; the world's side reads them.</summary>
internal sealed class SharedPort(string world, int maxConnections, SharedRun run, ThreadedMailbox box)
{
    private int _isCalling;
    private int _connections;
    private volatile bool _isClosed;

    public string World => world;

    public SharedRun Run => run;

    public ThreadedMailbox Box => box;

    /// <summary>True when the world listens no more.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>True when there is no place for another connection, or the world does not take what comes.</summary>
    public bool IsFull => Volatile.Read(ref _connections) >= maxConnections || box.Events.IsFull;

    /// <summary>Network's side: events were appended and not yet published.</summary>
    public bool HasNews { get; set; }

    /// <summary>Network's side: how many connections the world had ended when its call was taken, see <see cref="ThreadedKicks.Count"/>.</summary>
    public int KicksDue { get; private set; }

    /// <summary>Room for what comes to a full queue all the same: of each connection its beginning, a reason and its end.</summary>
    public static int ReservedBytes(int connections) => (int)Math.Min(connections * 400L, 64 * 1024 * 1024);

    /// <summary>World's side: there is work.</summary>
    public void Wake()
    {
        if (Interlocked.Exchange(ref _isCalling, 1) == 0) run.Hub.Call(this);
        run.Handle.Wake();
    }

    /// <summary>Network's side: what is asked for after this is a new call.</summary>
    public void TakeCall()
    {
        Interlocked.Exchange(ref _isCalling, 0);
        KicksDue = box.Kicks.Count;
    }

    /// <summary>World's side: the connections that are left shall end.</summary>
    public void Close()
    {
        _isClosed = true;
        Wake();
    }

    /// <summary>Network's side: a connection begins here.</summary>
    public void Count(int change) => Volatile.Write(ref _connections, _connections + change);
}
