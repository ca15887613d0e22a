namespace Tain.Messages;

/// <summary>How many messages of one peer are handled in one tick: what is more waits for the next. Sans-IO; a mutable struct, kept in a field.</summary>
internal struct TickBudget
{
    private long _tick;
    private int _used;

    /// <summary>Whether another message may be handled in this tick.</summary>
    /// <param name="tick">The number of the tick; never goes back.</param>
    /// <param name="messagesPerTick">The limit; 0 is none.</param>
    public bool HasLeft(long tick, int messagesPerTick)
    {
        if (tick != _tick)
        {
            _tick = tick;
            _used = 0;
        }
        return messagesPerTick == 0 || _used < messagesPerTick;
    }

    /// <summary>A message is handled.</summary>
    public void Take() => _used++;
}
