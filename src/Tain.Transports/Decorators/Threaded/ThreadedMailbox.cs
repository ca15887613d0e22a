using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Tain.Transports;

/// <summary>What the two sides of a threaded server have in common: all that passes between the game's thread and the network's.</summary>
internal sealed class ThreadedMailbox
{
    private readonly ConcurrentDictionary<int, SendLevel> _newLevels = new();
    private long _dropped;
    private volatile bool _hasFailed;

    /// <summary>Makes an empty one.</summary>
    /// <param name="limits">How much may wait.</param>
    /// <param name="largestPacketBytes">The largest packet that passes.</param>
    /// <param name="reservedBytes">Room behind the limit of the events, for those that come in any case.</param>
    public ThreadedMailbox(ThreadedLimits limits, int largestPacketBytes, int reservedBytes = 0)
    {
        Requests = new ThreadedQueue(limits.MaxSendQueueBytes, largestPacketBytes);
        Events = new ThreadedQueue(limits.MaxReceiveQueueBytes, largestPacketBytes, countsSessions: true, reservedBytes);
    }

    public ThreadedQueue Requests { get; }

    public ThreadedQueue Events { get; }

    public ThreadedKicks Kicks { get; } = new();

    /// <summary>Unreliable packets that were lost because the game had not taken those before them.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>True when the inner endpoint was given up. What it said before that is in the queue.</summary>
    public bool HasFailed => _hasFailed;

    /// <summary>Network's side: an unreliable packet was lost.</summary>
    public void CountDropped() => Volatile.Write(ref _dropped, _dropped + 1);

    /// <summary>Network's side, as its last act: the inner endpoint was given up.</summary>
    public void Fail() => _hasFailed = true;

    /// <summary>Network's side: a session begins.</summary>
    /// <returns>What tells how much of its packets is on its way.</returns>
    public SendLevel AddLevel(int session)
    {
        var level = new SendLevel();
        _newLevels[session] = level;
        return level;
    }

    /// <summary>Game's side: takes what <see cref="AddLevel"/> made; once, when the session's Connected event is pulled.</summary>
    public bool TryTakeLevel(int session, [NotNullWhen(true)] out SendLevel? level) => _newLevels.TryRemove(session, out level);
}
