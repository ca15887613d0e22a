namespace Tain.Messages;

/// <summary>
/// How fast one peer may send messages: a bucket that holds a second's worth and fills evenly, so that a burst after a hiccup passes and a flood does not.
/// Sans-IO; a mutable struct, kept in a field.
/// </summary>
/// <param name="messagesPerSecond">The limit; 0 is none.</param>
internal struct MessageRateLimit(int messagesPerSecond)
{
    private readonly int _messagesPerSecond = messagesPerSecond;
    private double _tokens = messagesPerSecond;
    private double _filledAt;

    /// <summary>Takes one message. False when it is one too many.</summary>
    /// <param name="now">This side's clock in seconds; never goes back.</param>
    public bool TryTake(double now)
    {
        if (_messagesPerSecond == 0) return true;
        _tokens = Math.Min(_messagesPerSecond, _tokens + ((now - _filledAt) * _messagesPerSecond));
        _filledAt = now;
        if (_tokens < 1) return false;
        _tokens--;
        return true;
    }
}
