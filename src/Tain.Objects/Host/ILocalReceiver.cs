namespace Tain;

/// <summary>The end of a <see cref="LocalInbox"/>: handles one message as if it had come over the network. The bytes are borrowed during the call.</summary>
internal interface ILocalReceiver
{
    /// <summary>True while messages have to wait, because a scene is loading.</summary>
    bool IsPaused { get; }

    void Receive(ArraySegment<byte> message, double sentAt);
}
