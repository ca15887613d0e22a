using System.Numerics;
using Tain;

namespace Tanks;

/// <summary>What a pickup gives. The numbers travel.</summary>
public enum PickupKind : byte
{
    Repair = 0,
    RapidFire = 1,
}

/// <summary>Something to drive over. It stays spawned; taken means that it is not shown until it is back.</summary>
public sealed class Pickup : NetworkBehaviour
{
    [SyncVar] public PickupKind kind;
    [SyncVar(hook = nameof(OnLyingChanged))] public bool isLying = true;

    private Roster _roster = null!;

    /// <summary>Where it lies.</summary>
    public Vector2 Position => Space.ToArena(transform.position);

    /// <summary>Server: when it is back.</summary>
    public double ReturnsAt { get; set; }

    public override void OnStartServer() => _roster.Pickups.Add(this);

    public override void OnStopServer() => _roster.Pickups.Remove(this);

    public override void OnStartClient() => _roster.Pickups.Add(this);

    public override void OnStopClient() => _roster.Pickups.Remove(this);

    private void Awake() => _roster = world.Get<Roster>();

    private void OnLyingChanged(bool before, bool now)
    {
        if (isClient && before && !now) _roster.Stage?.OnTaken(this);
    }
}
