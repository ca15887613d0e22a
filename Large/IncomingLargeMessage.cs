namespace Tain.Messages;

/// <summary>A large message that is coming in. Used by the endpoint's thread.</summary>
public sealed class IncomingLargeMessage
{
    internal IncomingLargeMessage(uint transfer, ushort messageId, int totalBytes)
    {
        Transfer = transfer;
        MessageId = messageId;
        TotalBytes = totalBytes;
    }

    /// <summary>The size of the whole content, as its sender says.</summary>
    public int TotalBytes { get; }

    /// <summary>How much of it is there.</summary>
    public int ReceivedBytes { get; internal set; }

    internal uint Transfer { get; }

    internal ushort MessageId { get; }

    internal bool IsUnwanted { get; private set; }

    /// <summary>Drops it; its sender is told.</summary>
    public void Refuse() => IsUnwanted = true;
}
