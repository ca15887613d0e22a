using System.Numerics;

namespace Tanks;

/// <summary>
/// Drives the player's own tank before the server has answered. Each input is applied at once and remembered until the server's state includes it; then the
/// rest is driven again from that state. What still differs (another tank was in the way) fades out instead of jumping.
/// </summary>
public sealed class DrivePrediction(Arena arena)
{
    /// <summary>Two seconds: a player who waits longer for an answer will see a jump.</summary>
    private const int MaxUnanswered = 128;

    /// <summary>A correction beyond this is a teleport (a respawn), not an error to hide.</summary>
    private const float MaxSmoothedMetres = 3;

    private const float SmoothingPerSecond = 12;

    private readonly DriveInput[] _unanswered = new DriveInput[MaxUnanswered];
    private uint _answered;
    private TankMotion _motion;
    private Vector2 _before;
    private Vector2 _error;

    /// <summary>The number of the last input; the first is 1.</summary>
    public uint LastSequence { get; private set; }

    /// <summary>Where the tank is once the server has seen every input.</summary>
    public TankMotion Motion => _motion;

    /// <summary>Where to draw it: on the way to the newest step, with past errors fading out.</summary>
    /// <param name="fraction">How much of the next step's time has passed, 0 to 1: screens do not refresh at the rate of the steps.</param>
    public Vector2 ShownPosition(float fraction) => Vector2.Lerp(_before, _motion.Position, fraction) + _error;

    /// <summary>Applies one step's input.</summary>
    /// <returns>Its number, to be sent along.</returns>
    public uint Drive(in DriveInput input)
    {
        LastSequence++;
        if (LastSequence - _answered > MaxUnanswered) _answered++;
        _unanswered[LastSequence % MaxUnanswered] = input;
        _before = _motion.Position;
        _motion.Step(input, arena);
        return LastSequence;
    }

    /// <summary>Takes the server's word: this was the motion after that input.</summary>
    public void Reconcile(in TankMotion truth, uint sequence)
    {
        // An answer from before what was already answered, or to something never sent (a respawn with a fresh history), starts over from the truth.
        if (sequence > LastSequence) LastSequence = sequence;
        if (LastSequence - sequence > MaxUnanswered) sequence = LastSequence;
        Vector2 shown = _motion.Position + _error;
        _answered = sequence;
        _motion = truth;
        _before = truth.Position;
        while (sequence != LastSequence)
        {
            _before = _motion.Position;
            _motion.Step(_unanswered[++sequence % MaxUnanswered], arena);
        }

        _error = shown - _motion.Position;
        if (_error.LengthSquared() > MaxSmoothedMetres * MaxSmoothedMetres) _error = default;
    }

    /// <summary>Lets the shown error fade.</summary>
    public void Fade(float deltaSeconds) => _error *= MathF.Exp(-SmoothingPerSecond * deltaSeconds);
}
