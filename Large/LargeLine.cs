namespace Tain.Messages;

/// <summary>Both directions of a connection's large messages.</summary>
internal sealed record LargeLine(LargeSender Sender, LargeReceiver Receiver)
{
    public bool IsIdle => Sender.IsIdle && Receiver.Current is null;

    /// <summary>The connection has ended.</summary>
    public void OnDisconnected()
    {
        Receiver.Drop();
        Sender.OnDisconnected();
    }
}
