namespace Tain;

/// <summary>What a coroutine can yield to be resumed later than in the next tick.</summary>
public abstract class YieldInstruction
{
    private protected YieldInstruction()
    {
    }
}

/// <summary>Resumes after some game time; a time scale of 0 stops the wait.</summary>
/// <param name="seconds">Game seconds.</param>
public sealed class WaitForSeconds(float seconds) : YieldInstruction
{
    internal float Seconds { get; } = seconds;
}

/// <summary>Resumes after some time that the time scale does not touch.</summary>
/// <param name="seconds">Seconds.</param>
public sealed class WaitForSecondsRealtime(float seconds) : YieldInstruction
{
    internal float Seconds { get; } = seconds;
}

/// <summary>Resumes after the next FixedUpdate of all scripts.</summary>
public sealed class WaitForFixedUpdate : YieldInstruction;

/// <summary>Resumes at the end of this tick, after LateUpdate and the network, before objects are destroyed.</summary>
public sealed class WaitForEndOfFrame : YieldInstruction;

/// <summary>A condition that is asked once per tick, after Update. Derive from it for waits of your own.</summary>
public abstract class CustomYieldInstruction : YieldInstruction
{
    /// <summary>False when the coroutine may go on.</summary>
    public abstract bool keepWaiting { get; }
}

/// <summary>Resumes in the first tick in which a condition holds.</summary>
/// <param name="predicate">The condition.</param>
public sealed class WaitUntil(Func<bool> predicate) : CustomYieldInstruction
{
    /// <inheritdoc/>
    public override bool keepWaiting => !predicate();
}

/// <summary>Resumes in the first tick in which a condition does not hold.</summary>
/// <param name="predicate">The condition.</param>
public sealed class WaitWhile(Func<bool> predicate) : CustomYieldInstruction
{
    /// <inheritdoc/>
    public override bool keepWaiting => predicate();
}
