namespace Tain.LoadTest;

/// <summary>
/// What one client does. Each client has a script of its own, so its state lives in fields. Everything runs on the thread of the client's engine; nothing may block.
/// An exception ends the run: it is a mistake of the script.
/// </summary>
public interface ILoadScript
{
    /// <summary>The transport is connected. By default the client says Ready and asks for a player; a script that has to log in first does that, and calls <see cref="LoadClient.Join"/> later.</summary>
    /// <param name="client">The client.</param>
    void OnConnected(LoadClient client) => client.Join();

    /// <summary>The client has its player.</summary>
    /// <param name="client">The client.</param>
    void OnJoined(LoadClient client)
    {
    }

    /// <summary>The client's frame, as often per second as the run's rate says, while it is joined. What is sent here leaves at its end.</summary>
    /// <param name="client">The client.</param>
    void OnTick(LoadClient client)
    {
    }

    /// <summary>An Rpc came, for any object in sight.</summary>
    /// <param name="client">The client.</param>
    /// <param name="rpc">Which one.</param>
    /// <param name="parameters">Its parameters, to be read in order. Valid during the call.</param>
    void OnRpc(LoadClient client, LoadRpc rpc, NetworkReader parameters)
    {
    }

    /// <summary>A message came that the client does not know by itself: one of the game's own.</summary>
    /// <param name="client">The client.</param>
    /// <param name="messageId">Its 16-bit id, see <see cref="NetworkMessages.GetId{T}"/>.</param>
    /// <param name="content">Its content; read it with <c>content.Read&lt;T&gt;()</c>. Valid during the call.</param>
    void OnMessage(LoadClient client, ushort messageId, NetworkReader content)
    {
    }

    /// <summary>The connection is gone. By default nothing happens: the client stays away unless the run brings it back.</summary>
    /// <param name="client">The client.</param>
    void OnDisconnected(LoadClient client)
    {
    }
}
