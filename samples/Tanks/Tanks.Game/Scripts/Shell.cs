using System.Numerics;
using Tain;

namespace Tanks;

/// <summary>A shell in the air. Where, whence and when it was fired is all that travels; its flight follows from that on every machine.</summary>
public sealed class Shell : NetworkBehaviour
{
    [SyncVar] public Vector2 origin;
    [SyncVar] public ushort direction;
    [SyncVar] public double firedAt;
    [SyncVar] public uint owner;

    private Roster _roster = null!;
    private ShellFlight? _flight;

    /// <summary>The whole way; null on a client that does not know the arena yet.</summary>
    public ShellFlight? Flight => _flight ??= _roster.Arena is { } arena ? new ShellFlight(arena, origin, Angle.FromUShort(direction)) : null;

    /// <summary>Seconds since the shot, in the time that this machine shows.</summary>
    public float Age => (float)(NetworkTime.time - firedAt - (isServer ? 0 : Blueprints.ShownLateSeconds));

    /// <summary>Server: up to which age hits have been looked for.</summary>
    public float CheckedAge { get; set; }

    public override void OnStartServer() => _roster.Shells.Add(this);

    public override void OnStopServer() => _roster.Shells.Remove(this);

    public override void OnStartClient() => _roster.Shells.Add(this);

    public override void OnStopClient()
    {
        _roster.Shells.Remove(this);
        _roster.Stage?.OnShellEnded(this);
    }

    private void Awake() => _roster = world.Get<Roster>();

    // Out of the pool: another shot.
    private void OnEnable()
    {
        _flight = null;
        CheckedAge = 0;
    }
}
