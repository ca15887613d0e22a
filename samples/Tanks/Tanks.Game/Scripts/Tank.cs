using System.Numerics;
using Tain;

namespace Tanks;

/// <summary>A player's tank: who he is, how he fares, what everybody may know. It stays through death and respawn; it goes when the player goes.</summary>
public sealed class Tank : NetworkBehaviour
{
    [SyncVar] public string playerName = "";
    [SyncVar(hook = nameof(OnHealthChanged))] public int health = CombatRules.MaxHealth;
    [SyncVar] public int kills;
    [SyncVar] public int deaths;
    [SyncVar] public bool isShielded;
    [SyncVar] public bool hasRapidFire;
    [SyncVar] public bool isBot;

    /// <summary>The lowest number that no other tank has: what its colour is made of.</summary>
    [SyncVar] public byte seat;

    /// <summary>Where the turret looks, as <see cref="Angle.ToUShort"/> writes it.</summary>
    [SyncVar] public ushort aim;

    private Roster _roster = null!;
    private bool _isStarted;

    /// <summary>False between destruction and respawn.</summary>
    public bool isAlive => health > 0;

    /// <summary>The way it drives.</summary>
    public TankDriver Driver { get; private set; } = null!;

    /// <summary>Server: when it comes back to life.</summary>
    public double RespawnAt { get; set; }

    /// <summary>Server: when its shield ends.</summary>
    public double ShieldedUntil { get; set; }

    /// <summary>Server: when its rapid fire ends.</summary>
    public double RapidFireUntil { get; set; }

    /// <summary>Where it is shown: at the server the truth, at its driver the prediction, elsewhere between the last two states.</summary>
    public Vector2 Position => isLocalPlayer ? Driver.ShownPosition : Space.ToArena(transform.position);

    /// <summary>Where its bow points, shown likewise.</summary>
    public float Heading => isLocalPlayer ? Driver.ShownHeading : Space.ToHeading(transform.rotation);

    /// <summary>Where its turret looks, shown likewise.</summary>
    public float Aim => isLocalPlayer ? Angle.FromUShort(Driver.Wish.Aim) : Angle.FromUShort(aim);

    public override void OnStartServer() => _roster.Tanks.Add(this);

    public override void OnStopServer() => _roster.Tanks.Remove(this);

    public override void OnStartClient()
    {
        _isStarted = true;
        _roster.Tanks.Add(this);
        if (isAlive) _roster.Stage?.OnAppeared(this);
    }

    public override void OnStopClient() => _roster.Tanks.Remove(this);

    /// <summary>The player takes another name.</summary>
    [Command]
    public void CmdRename(string name) => playerName = PlayerNames.Clean(name);

    private void Awake()
    {
        _roster = world.Get<Roster>();
        Driver = GetComponent<TankDriver>()!;
    }

    private void OnHealthChanged(int before, int now)
    {
        if (!_isStarted || _roster.Stage is not { } stage) return;   // what a newcomer is told first is state, not an event
        if (now < before) stage.OnDamaged(this, before - now);
        if (now <= 0) stage.OnDestroyed(this);
        else if (before <= 0) stage.OnAppeared(this);
    }
}
