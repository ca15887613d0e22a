using System.Diagnostics.CodeAnalysis;

namespace Tain.Messages;

/// <summary>One handler per message id.</summary>
internal sealed class HandlerTable<TConnection> where TConnection : NetworkConnection
{
    private readonly Dictionary<ushort, MessageHandler<TConnection>> _handlers = [];

    /// <summary>Enters a handler. False when it took another one's place.</summary>
    public bool Set<T>(Action<TConnection, T, int> handle, bool requiresAuthentication) where T : struct, NetworkMessage
    {
        ushort id = NetworkMessageId<T>.Id;
        var handler = new MessageHandler<TConnection, T>(handle, requiresAuthentication);
        if (_handlers.TryAdd(id, handler)) return true;
        ThrowIfCollides(_handlers[id].MessageName, handler.MessageName, id);
        _handlers[id] = handler;
        return false;
    }

    public bool Remove<T>() where T : struct, NetworkMessage => _handlers.Remove(NetworkMessageId<T>.Id);

    public void Clear() => _handlers.Clear();

    public bool TryGet(ushort id, [NotNullWhen(true)] out MessageHandler<TConnection>? handler) => _handlers.TryGetValue(id, out handler);

    // 16 bits: with 300 message types the odds are one in two that some pair collides. Mirror lets the later one win, and messages go to the wrong handler.
    private static void ThrowIfCollides(string registered, string added, ushort id)
    {
        if (registered != added)
            throw new InvalidOperationException($"{added} and {registered} have the same 16-bit message id {id}. Rename one of them, or give it another [WireName].");
    }
}
