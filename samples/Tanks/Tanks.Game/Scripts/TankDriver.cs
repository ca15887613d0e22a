using System.Numerics;
using Tain;

namespace Tanks;

/// <summary>
/// Driving, on both ends. The player's side turns his wish into numbered steps, drives them at once and sends them; the server drives the same steps when they
/// arrive, within real time, and answers with the truth. So driving feels immediate, and a modified client can wish but not move.
/// </summary>
public sealed class TankDriver : NetworkBehaviour
{
    /// <summary>Beyond this a player's machine has been asleep, and what it missed is not made up for.</summary>
    private const float MaxCatchUpSeconds = 0.1f;

    [SyncVar(hook = nameof(OnAnswered))] public DriveAnswer answer;

    private readonly InputQueue _inputs = new();
    private Roster _roster = null!;
    private Tank _tank = null!;
    private NetworkTransformUnreliable _movement = null!;
    private DrivePrediction? _prediction;
    private StepBudget _budget;
    private TankMotion _motion;
    private DriveInput _olderInput;
    private Gun _gun;
    private float _unspentSeconds;

    /// <summary>The player's side: what he wants now. The browser or a bot sets it.</summary>
    public DriveInput Wish { get; set; }

    /// <summary>The player's side: where to draw the own tank.</summary>
    public Vector2 ShownPosition => _prediction?.ShownPosition(_unspentSeconds / DriveRules.StepSeconds) ?? answer.Motion.Position;

    /// <summary>The player's side: where its bow points.</summary>
    public float ShownHeading => _prediction?.Motion.Heading ?? answer.Motion.Heading;

    /// <summary>How fast a tank of another player is seen to move, metres per second.</summary>
    public Vector2 ShownVelocity => Space.ToArena(_movement.velocity);

    /// <summary>The server's side: the truth.</summary>
    public TankMotion Motion => _motion;

    /// <summary>The server's side: puts the tank somewhere.</summary>
    public void PlaceAt(Vector2 position, float heading)
    {
        _motion = new TankMotion { Position = position, Heading = heading };
        Publish(answer.Sequence);
        if (isServer) _movement.ServerTeleport(transform.position, transform.rotation);   // before it is spawned there is nobody to tell
    }

    /// <summary>The server's side: another tank is in the way.</summary>
    public void Push(Vector2 way, Arena arena)
    {
        _motion.Position += way;
        arena.PushOut(ref _motion.Position, DriveRules.TankRadius);
        Publish(answer.Sequence);
    }

    /// <summary>The server's side: drives what has arrived. Calls back for each step in which the trigger is held.</summary>
    public void RunInputs(Arena arena, Battle battle)
    {
        _budget.Earn();
        uint last = answer.Sequence;
        while (_budget.TrySpend())
        {
            if (!_inputs.TryTake(out uint sequence, out DriveInput input))
            {
                _budget.Return();
                break;
            }

            last = sequence;
            if (!_tank.isAlive) continue;
            _motion.Step(input, arena);
            _tank.aim = input.Aim;
            if (input.Fire && _gun.TryFire(NetworkTime.time, _tank.hasRapidFire)) battle.Fire(_tank, input.Aim);
        }

        if (last != answer.Sequence) Publish(last);
    }

    private void Awake()
    {
        _roster = world.Get<Roster>();
        _tank = GetComponent<Tank>()!;
        _movement = GetComponent<NetworkTransformUnreliable>()!;
    }

    private void Update()
    {
        if (!isLocalPlayer || _roster.Arena is not { } arena) return;
        if (_prediction is null)
        {
            _prediction = new DrivePrediction(arena);
            _prediction.Reconcile(answer.Motion, answer.Sequence);
        }

        _unspentSeconds = MathF.Min(_unspentSeconds + Time.deltaTime, MaxCatchUpSeconds);
        for (; _unspentSeconds >= DriveRules.StepSeconds; _unspentSeconds -= DriveRules.StepSeconds) DriveStep(_prediction);
        _prediction.Fade(Time.deltaTime);
    }

    // Two steps travel together: half the messages, and a sixtieth of a second is not felt.
    private void DriveStep(DrivePrediction prediction)
    {
        DriveInput input = _tank.isAlive ? Wish : default;
        uint sequence = prediction.Drive(input);
        if (sequence % 2 == 0) CmdDrive(sequence, _olderInput, input);
        else _olderInput = input;

        if (!input.Fire || !_gun.TryFire(NetworkTime.localTime, _tank.hasRapidFire)) return;
        _roster.Stage?.OnOwnShot(_tank, prediction.Motion.Position, Angle.FromUShort(input.Aim));
    }

    [Command(channel = Channels.Unreliable)]
    private void CmdDrive(uint sequence, DriveInput older, DriveInput newer)
    {
        _inputs.TryAdd(sequence - 1, older);
        _inputs.TryAdd(sequence, newer);
    }

    private void OnAnswered(DriveAnswer before, DriveAnswer now) => _prediction?.Reconcile(now.Motion, now.Sequence);

    private void Publish(uint sequence)
    {
        answer = new DriveAnswer { Sequence = sequence, Motion = _motion };
        transform.position = Space.ToWorld(_motion.Position);
        transform.rotation = Space.ToRotation(_motion.Heading);
    }
}
