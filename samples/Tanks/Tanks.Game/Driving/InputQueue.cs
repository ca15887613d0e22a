namespace Tanks;

/// <summary>
/// A player's inputs between arrival and their step on the server. They come over an unreliable channel, so some are missing and some come twice or late:
/// only newer ones are taken. What does not fit is dropped, so a flood costs its sender and nobody else.
/// </summary>
public sealed class InputQueue
{
    /// <summary>As many as a player may catch up with; more could not be driven anyway.</summary>
    private const int MaxWaiting = StepBudget.MaxSavedSteps + 1;

    private readonly DriveInput[] _inputs = new DriveInput[MaxWaiting];
    private readonly uint[] _sequences = new uint[MaxWaiting];
    private int _first;
    private int _count;
    private uint _newest;

    /// <summary>Takes an input that arrived; false when it is old or there is no room.</summary>
    public bool TryAdd(uint sequence, in DriveInput input)
    {
        if ((int)(sequence - _newest) <= 0 || _count == MaxWaiting) return false;
        _newest = sequence;
        int slot = (_first + _count++) % MaxWaiting;
        _inputs[slot] = input;
        _sequences[slot] = sequence;
        return true;
    }

    /// <summary>Takes the oldest one out.</summary>
    public bool TryTake(out uint sequence, out DriveInput input)
    {
        sequence = _sequences[_first];
        input = _inputs[_first];
        if (_count == 0) return false;
        _first = (_first + 1) % MaxWaiting;
        _count--;
        return true;
    }
}
