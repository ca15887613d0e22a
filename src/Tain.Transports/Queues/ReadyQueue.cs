using System.Collections.Concurrent;

namespace Tain.Transports;

/// <summary>
/// The connections of one endpoint that have something to say, in the order in which they became ready. In a tick each of them gets one turn,
/// so that a flooding peer delays the others by one turn at most and cannot keep the loop busy. It makes <see cref="TransportServer.TryReceive"/> out of that.
/// </summary>
/// <remarks>Bounded, because a source is in the queue at most once (it keeps that promise itself). Any thread may add; one thread pulls.</remarks>
internal sealed class ReadyQueue
{
    private readonly ConcurrentQueue<IReadySource> _ready = new();
    private IReadySource? _active;
    private int _turnsLeft;
    private bool _inTick;

    /// <summary>Asks for a turn.</summary>
    public void Add(IReadySource source) => _ready.Enqueue(source);

    /// <summary>The next pull begins a new tick.</summary>
    public void EndTick() => _inTick = false;

    /// <summary>Forgets everybody.</summary>
    public void Clear()
    {
        _ready.Clear();
        _active = null;
        _turnsLeft = 0;
        _inTick = false;
    }

    /// <summary>Pulls the next event of the tick; see <see cref="TransportServer.TryReceive"/>.</summary>
    public bool TryReceive(out TransportEvent received)
    {
        if (!_inTick)
        {
            _inTick = true;
            _turnsLeft = _ready.Count;
        }
        while (TryActivate())
        {
            IReadySource active = _active!;
            if (active.TryTake(out received)) return true;
            // Clear() may have run inside: a source can end its endpoint.
            if (ReferenceEquals(_active, active)) _active = null;
            active.EndTurn();
        }
        _inTick = false;
        received = default;
        return false;
    }

    private bool TryActivate()
    {
        if (_active != null) return true;
        if (_turnsLeft == 0 || !_ready.TryDequeue(out _active)) return false;
        _turnsLeft--;
        _active.BeginTurn();
        return true;
    }
}
