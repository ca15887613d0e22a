namespace Tain.Messages;

/// <summary>
/// What each connection may have handled in the tick that runs: a number of messages, and once handling has taken long, a small one. So nobody makes a tick as long as he likes
/// by calling often what is slow to handle; a number alone would have to fit the slowest handler.
/// </summary>
/// <param name="messagesPerTick">How many messages of one connection; 0 is no limit.</param>
/// <param name="patienceSeconds">After how long the small number holds; 0 is never.</param>
/// <param name="clock">What measures.</param>
internal sealed class TickShare(int messagesPerTick, double patienceSeconds, TimeProvider clock)
{
    /// <summary>The small number: what a game's client sends in a tick, a few times over, so that who has waited for a long tick catches up.</summary>
    public const int MessagesWhenLate = 8;

    // The clock takes half as long to read as a small message to handle, so it is read seldom while messages are quick, and after each while they are slow.
    private const int MessagesPerLook = 8;

    private readonly long _patience = (long)(patienceSeconds * clock.TimestampFrequency);
    private long _began;
    private long _looked;
    private int _untilLook;

    /// <summary>After how long the small number holds; 0 is never.</summary>
    public double PatienceSeconds => patienceSeconds;

    /// <summary>The number of the tick; never goes back.</summary>
    public long Tick { get; private set; }

    /// <summary>How many messages of one connection are handled in this tick; 0 is no limit.</summary>
    public int Messages { get; private set; }

    /// <summary>Whether handling has taken long in this tick.</summary>
    public bool IsLate { get; private set; }

    /// <summary>A tick begins.</summary>
    public void Begin()
    {
        Tick++;
        Messages = messagesPerTick;
        IsLate = false;
        _untilLook = int.MaxValue;
        if (_patience <= 0) return;
        _untilLook = 1;
        _began = _looked = clock.GetTimestamp();
    }

    /// <summary>A message was handled.</summary>
    public void OnHandled()
    {
        if (--_untilLook <= 0) Look();
    }

    private void Look()
    {
        long now = clock.GetTimestamp();
        bool isSlow = now - _looked > _patience / MessagesPerLook;
        _looked = now;
        _untilLook = isSlow ? 1 : MessagesPerLook;
        if (now - _began < _patience) return;
        IsLate = true;
        _untilLook = int.MaxValue;
        Messages = messagesPerTick == 0 ? MessagesWhenLate : Math.Min(messagesPerTick, MessagesWhenLate);
    }
}
