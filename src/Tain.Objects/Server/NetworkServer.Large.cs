using Tain.Messages;

namespace Tain;

// Messages that no packet holds: a map, a replay. They travel in parts beside everything else.
public sealed partial class NetworkServer
{
    /// <summary>Sends a client a message of any size up to <see cref="LargeMessageOptions.MaxBytes"/>, in parts. Only to Tain's clients; a Mirror client ends the connection.</summary>
    /// <typeparam name="T">The message type; the client registers it with <see cref="NetworkClient.RegisterLargeHandler{T}"/>.</typeparam>
    /// <param name="conn">The client.</param>
    /// <param name="message">The message. It is written before this returns.</param>
    /// <param name="progress">Called when the client has confirmed more, and when it is over, however it ends.</param>
    /// <returns>How it goes, and the means to cancel it.</returns>
    /// <exception cref="ArgumentException">It is larger than <see cref="LargeMessageOptions.MaxBytes"/>.</exception>
    /// <exception cref="InvalidOperationException">The connection has ended, or too many wait for it already.</exception>
    public LargeTransfer SendLarge<T>(NetworkConnectionToClient conn, T message, Action<LargeTransfer>? progress = null) where T : struct, NetworkMessage =>
        Messages.SendLarge(conn, message, progress);

    /// <summary>Has large messages of a type handled. A type may have an ordinary handler, too.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <param name="handler">Gets the connection and the whole message. Segments in the message are valid until it returns.</param>
    /// <param name="requireAuthentication">True: a connection that is not authenticated and begins one is disconnected.</param>
    /// <param name="progress">Called at each part, before the handler; it may refuse the message.</param>
    public void RegisterLargeHandler<T>(
        Action<NetworkConnectionToClient, T> handler, bool requireAuthentication = true, Action<NetworkConnectionToClient, IncomingLargeMessage>? progress = null)
        where T : struct, NetworkMessage => Messages.RegisterLargeHandler(handler, requireAuthentication, progress);

    /// <summary>Forgets the handler of a type; its large messages are refused from now on.</summary>
    /// <typeparam name="T">The message type.</typeparam>
    /// <returns>False when there was none.</returns>
    public bool UnregisterLargeHandler<T>() where T : struct, NetworkMessage => Messages.UnregisterLargeHandler<T>();
}
