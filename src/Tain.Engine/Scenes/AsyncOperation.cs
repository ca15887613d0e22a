namespace Tain;

/// <summary>Something that is done at the beginning of the next tick, when no script is in the middle of something. A coroutine can yield it.</summary>
public abstract class AsyncOperation : CustomYieldInstruction
{
    private protected AsyncOperation()
    {
    }

    /// <summary>Whether it is over, well or not.</summary>
    public bool isDone { get; private set; }

    /// <summary>What went wrong; null while it is not over, and when all went well. It is in the log too.</summary>
    public Exception? error { get; private set; }

    /// <inheritdoc/>
    public override bool keepWaiting => !isDone;

    internal abstract string Description { get; }

    internal void Run(World world)
    {
        try
        {
            Do(world);
        }
        catch (Exception exception)
        {
            error = exception;
            throw;
        }
        finally
        {
            isDone = true;
        }
        Tell();
    }

    private protected abstract void Do(World world);

    private protected abstract void Tell();
}
