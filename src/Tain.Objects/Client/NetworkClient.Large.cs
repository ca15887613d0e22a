using Tain.Messages;

namespace Tain;

// Messages that no packet holds: a map, a replay. They travel in parts beside everything else.
public sealed partial class NetworkClient
{
    /// <summary>Sends the server a message of any size up to <see cref="LargeMessageOptions.MaxBytes"/>, in parts. Only to Tain's servers; a Mirror server ends the connection.</summary>
    /// <typeparam name="T">The message type; the server registers it with <see cref="NetworkServer.RegisterLargeHandler{T}"/>.</typeparam>
    /// <param name="message">The message. It is written before this returns.</param>
    /// <param name="progress">Called when the server has confirmed more, and when it is over, however it ends.</param>
    /// <returns>How it goes, and the means to cancel it.</returns>
    /// <exception cref="ArgumentException">It is larger than <see cref="LargeMessageOptions.MaxBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">The client is not connected, or too many wait already.</exception>
    public LargeTransfer SendLarge<T>(T message, Action<LargeTransfer>? progress = null) where T : struct, NetworkMessage => Messages.SendLarge(message, progress);

    /// <summary>Has large messages of a type handled. A type may have an ordinary handler, too.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the whole message. Segments in the message are valid until it returns.</param>
    /// <param name="progress">Called at each part, before the handler; it may refuse the message.</param>
    public void RegisterLargeHandler<T>(Action<T> handler, Action<IncomingLargeMessage>? progress = null) where T : struct, NetworkMessage =>
        Messages.RegisterLargeHandler(handler, progress);

    /// <summary>Forgets the handler of a type; its large messages are refused from now on.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>False when there was none.</returns>
    public bool UnregisterLargeHandler<T>() where T : struct, NetworkMessage => Messages.UnregisterLargeHandler<T>();
}
