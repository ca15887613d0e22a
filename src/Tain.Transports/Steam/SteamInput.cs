namespace Tain.Transports;

/// <summary>
/// The messages of one tick: taken from the library in batches up to a budget, handed out one by one, each lent until the next is asked for. From a poll group at a server,
/// from the one connection at a client.
/// </summary>
internal sealed class SteamInput(ISteamSockets sockets, int maxMessagesPerTick)
{
    /// <summary>Messages that are taken in one call: Fizzy's number for one connection and tick.</summary>
    public const int BatchMessages = 256;

    private readonly SteamMessage[] _batch = new SteamMessage[BatchMessages];
    private int _count;
    private int _next;
    private int _budget;
    private bool _isLent;

    public void BeginTick() => _budget = maxMessagesPerTick;

    /// <summary>Takes the next message of this tick.</summary>
    /// <param name="source">The poll group or connection.</param>
    /// <param name="isGroup">Which of them it is.</param>
    /// <param name="message">The message, lent until the next call of this or of <see cref="ReturnLent"/>.</param>
    public bool TryTake(uint source, bool isGroup, out SteamMessage message)
    {
        ReturnLent();
        if (_next == _count && !Refill(source, isGroup))
        {
            message = default;
            return false;
        }
        message = _batch[_next];
        _isLent = true;
        return true;
    }

    /// <summary>Gives the lent message back.</summary>
    public void ReturnLent()
    {
        if (!_isLent) return;
        _isLent = false;
        sockets.Release(_batch[_next++]);
    }

    /// <summary>Gives back all that was taken and not handed out.</summary>
    public void Clear()
    {
        ReturnLent();
        while (_next < _count) sockets.Release(_batch[_next++]);
        _count = _next = 0;
    }

    private bool Refill(uint source, bool isGroup)
    {
        if (_budget <= 0) return false;
        _next = 0;
        _count = isGroup ? sockets.ReceiveFromGroup(source, _batch) : sockets.ReceiveFromConnection(source, _batch);
        _budget -= _count;

        // Less than a batch: that was all, and what comes while it is handled waits for the next tick.
        if (_count < BatchMessages) _budget = 0;
        return _count > 0;
    }
}
