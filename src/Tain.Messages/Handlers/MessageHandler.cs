namespace Tain.Messages;

/// <summary>What is done with one type of message. The type is known only inside, so that the table needs no reflection.</summary>
internal abstract class MessageHandler<TConnection>(string messageName, bool requiresAuthentication) where TConnection : NetworkConnection
{
    public string MessageName { get; } = messageName;

    public bool RequiresAuthentication { get; } = requiresAuthentication;

    /// <summary>Reads the content and calls the game. Both may throw; it comes back as a reason with the exception.</summary>
    public abstract RejectReason Handle(TConnection connection, NetworkReader content, int channelId, out Exception? exception);
}

/// <summary>The handler of messages of type <typeparamref name="T"/>.</summary>
internal sealed class MessageHandler<TConnection, T>(Action<TConnection, T, int> handle, bool requiresAuthentication)
    : MessageHandler<TConnection>(typeof(T).Name, requiresAuthentication)
    where TConnection : NetworkConnection
    where T : struct, NetworkMessage
{
    public override RejectReason Handle(TConnection connection, NetworkReader content, int channelId, out Exception? exception)
    {
        T message;
        try
        {
            message = content.Read<T>();
        }
        catch (Exception readerException)
        {
            // Readers are the game's, too, and may throw what they like on bad bytes. It is the peer's fault, and the text goes into its line of the log.
            exception = readerException;
            return RejectReason.UnreadableContent;
        }

        try
        {
            handle(connection, message, channelId);
        }
        catch (Exception handlerException)
        {
            exception = handlerException;
            return RejectReason.HandlerThrew;
        }

        exception = null;
        return RejectReason.None;
    }
}
