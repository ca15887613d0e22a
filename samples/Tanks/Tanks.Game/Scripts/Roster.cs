namespace Tanks;

/// <summary>Who and what is in the arena: the scripts of one world find each other here.</summary>
public sealed class Roster
{
    /// <summary>All tanks, living or waiting to respawn.</summary>
    public List<Tank> Tanks { get; } = [];

    /// <summary>All shells in the air.</summary>
    public List<Shell> Shells { get; } = [];

    /// <summary>All pickups, lying or taken.</summary>
    public List<Pickup> Pickups { get; } = [];

    /// <summary>The match; on a client null until it has been told.</summary>
    public Match? Match { get; set; }

    /// <summary>The arena that is played; on a client null until it has been told.</summary>
    public Arena? Arena => Match?.Arena;

    /// <summary>Who shows it all; null on the server and for bots.</summary>
    public IStage? Stage { get; set; }

    /// <summary>The tank of a netId; null when it has left.</summary>
    public Tank? Find(uint netId)
    {
        foreach (Tank tank in Tanks)
        {
            if (tank.netId == netId) return tank;
        }

        return null;
    }
}
