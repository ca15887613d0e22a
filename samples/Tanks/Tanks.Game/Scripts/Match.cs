using Tain;

namespace Tanks;

/// <summary>The match itself: which arena, how the server fares, who killed whom. On the server it drives the battle.</summary>
public sealed class Match : NetworkBehaviour
{
    [SyncVar] public byte arenaNumber;

    /// <summary>How long the server's last ticks took, milliseconds; for the corner of the screen.</summary>
    [SyncVar] public float tickMilliseconds;

    private Roster _roster = null!;
    private Battle? _battle;

    /// <summary>The arena that is played.</summary>
    public Arena Arena => Arena.Get(arenaNumber);

    public override void OnStartServer()
    {
        _roster.Match = this;
        _battle = new Battle(this, _roster);
        _battle.LayOutPickups();
    }

    public override void OnStartClient() => _roster.Match = this;

    public override void OnStopClient() => _roster.Match = null;

    public override void OnStopServer() => _roster.Match = null;

    /// <summary>Server: a tank for a new player.</summary>
    public Tank CreateTank(string playerName, bool isBot) => _battle!.CreateTank(playerName, isBot);

    /// <summary>Tells everybody of a kill.</summary>
    [ClientRpc]
    public void RpcKilled(uint killer, uint victim)
    {
        if (_roster.Stage is not { } stage || _roster.Find(victim) is not { } fallen) return;
        stage.OnKill(_roster.Find(killer), fallen);
    }

    private void Awake() => _roster = world.Get<Roster>();

    private void FixedUpdate()
    {
        if (isServer) _battle?.Step();
    }
}
