namespace Tain;

/// <summary>
/// Where a server does the parts of a tick that can be done side by side: writing the state of objects, and filling the batches of connections. What is sent is the
/// same, byte for byte, whatever it runs on. <see cref="Single"/> is the default; Tain.Components has <c>TickThreads</c>, and a program with a job system of its own
/// derives from this class.
/// </summary>
public abstract class TickWorkers
{
    /// <summary>The calling thread alone.</summary>
    public static TickWorkers Single { get; } = new SingleWorker();

    /// <summary>How many shares can be worked on at once; at least 1.</summary>
    public abstract int count { get; }

    /// <summary>
    /// How many objects, or connections, make a share worth while; at least 1. Below, waking another thread costs more than it brings. 64, unless the workers wake
    /// faster than threads do, or a test wants shares out of little.
    /// </summary>
    public virtual int smallestShare => 64;

    /// <summary>
    /// Calls <paramref name="work"/> once with each number from 0 to below <paramref name="shares"/>, in any order and on any threads, and returns when all calls have
    /// returned. A call that throws does not keep the others from being made; the exception is thrown here afterwards.
    /// </summary>
    /// <param name="shares">How many calls: 1 to <see cref="count"/>.</param>
    /// <param name="work">Safe to be called side by side.</param>
    public abstract void Run(int shares, Action<int> work);

    private sealed class SingleWorker : TickWorkers
    {
        public override int count => 1;

        public override void Run(int shares, Action<int> work)
        {
            for (int share = 0; share < shares; share++) work(share);
        }
    }
}
