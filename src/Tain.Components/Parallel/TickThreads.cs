namespace Tain;

// This file is the shell in which the threads live; what runs on them knows nothing of them.
#pragma warning disable RS0030

/// <summary>
/// Threads that help the calling one with large ticks: <c>new NetworkServerOptions { tickWorkers = new TickThreads() }</c>. Several worlds may share one; a world that
/// finds it busy does its tick alone. They are made at once, sleep between ticks, and end with <see cref="Dispose"/> or with the process.
/// </summary>
public sealed class TickThreads : TickWorkers, IDisposable
{
    private readonly Lock _callers = new();
    private readonly Helper[] _helpers;
    private readonly CountdownEvent _running = new(1);
    private Action<int> _work = static _ => { };
    private Exception? _failure;
    private bool _isDisposed;

    /// <summary>Starts the threads.</summary>
    /// <param name="count">How many threads work, the calling one included; 0 = one per processor.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public TickThreads(int count = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        this.count = count == 0 ? Environment.ProcessorCount : count;
        _helpers = new Helper[this.count - 1];
        for (int i = 0; i < _helpers.Length; i++) _helpers[i] = new Helper(this, i + 1);
    }

    /// <inheritdoc/>
    public override int count { get; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">There are more shares than threads.</exception>
    public override void Run(int shares, Action<int> work)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shares, count);
        // Also entered again by a share that has shares: its thread holds the lock, and the helpers are busy with it.
        if (_callers.IsHeldByCurrentThread || !_callers.TryEnter())
        {
            RunAlone(shares, work);
            return;
        }
        try
        {
            // Asked under the lock: the helpers may end while another world begins its tick.
            if (_isDisposed) RunAlone(shares, work);
            else RunTogether(shares, work);
        }
        finally
        {
            _callers.Exit();
        }
    }

    /// <summary>Ends the threads. Who calls <see cref="Run"/> afterwards works alone.</summary>
    public void Dispose()
    {
        lock (_callers)
        {
            if (_isDisposed) return;
            _isDisposed = true;
            foreach (Helper helper in _helpers) helper.End();
            _running.Dispose();
        }
    }

    private static void RunAlone(int shares, Action<int> work)
    {
        Exception? failure = null;
        for (int share = 0; share < shares; share++)
        {
            try
            {
                work(share);
            }
            catch (Exception exception)
            {
                failure ??= exception;
            }
        }
        if (failure is not null) throw new AggregateException(failure);
    }

    private void RunTogether(int shares, Action<int> work)
    {
        _work = work;
        _failure = null;
        _running.Reset(shares);
        for (int share = 1; share < shares; share++) _helpers[share - 1].Wake();
        RunShare(0);
        _running.Wait();
        if (_failure is { } failure) throw new AggregateException(failure);
    }

    private void RunShare(int share)
    {
        try
        {
            _work(share);
        }
        catch (Exception exception)
        {
            Interlocked.CompareExchange(ref _failure, exception, null);
        }
        _running.Signal();
    }

    private sealed class Helper
    {
        private readonly TickThreads _owner;
        private readonly int _share;
        private readonly SemaphoreSlim _woken = new(0);
        private volatile bool _ends;

        public Helper(TickThreads owner, int share)
        {
            _owner = owner;
            _share = share;
            // Background threads: a script that hangs in one must not keep the process from ending.
            new Thread(Work) { IsBackground = true, Name = $"tick helper {share}" }.Start();
        }

        public void Wake() => _woken.Release();

        public void End()
        {
            _ends = true;
            _woken.Release();
        }

        private void Work()
        {
            while (true)
            {
                _woken.Wait();
                if (_ends) return;
                _owner.RunShare(_share);
            }
        }
    }
}
