using Tain;

namespace RigGame;

/// <summary>Chat by a message of the game's own: the server answers each line, the client writes the answer down.</summary>
public static class RigChatRoom
{
    /// <summary>Has the server answer.</summary>
    public static void Open(NetworkServer server) => server.RegisterHandler<RigChat>((connection, line) =>
    {
        server.World.Debug.Log($"chat from {connection.connectionId}: {line.text} {line.number}");
        connection.Send(new RigChat { text = $"re: {line.text}", number = line.number + 1 });
    });

    /// <summary>Has the client listen.</summary>
    public static void Enter(NetworkClient client) =>
        client.RegisterHandler<RigChat>(line => client.World.Debug.Log($"chat: {line.text} {line.number}"));
}
