namespace Tain.Transports;

/// <summary>A real connection of a shared port, and the world that has it at present. Network's side only.</summary>
internal sealed class SharedConnection(int id, string address)
{
    public int Id => id;

    public string Address => address;

    /// <summary>Where it belongs; null when it is about to end and no world shall hear of it.</summary>
    public SharedPort? Port { get; private set; }

    /// <summary>Tells apart its stays in worlds.</summary>
    public int Session { get; private set; }

    public SendLevel? Level { get; private set; }

    /// <summary>True when it was ended because it sends more than its world takes.</summary>
    public bool IsCut { get; set; }

    public bool Belongs(SharedPort port, int session) => ReferenceEquals(Port, port) && Session == session;

    public void Enter(SharedPort port, int session, SendLevel level)
    {
        Leave();
        (Port, Session, Level) = (port, session, level);
        port.Count(1);
    }

    public void Leave()
    {
        Port?.Count(-1);
        Level?.End();
        (Port, Level) = (null, null);
    }
}
