namespace Tain.Transports;

/// <summary>
/// What the endpoints need of ISteamNetworkingSockets: one member for one of its functions, with spans for pointers. Connections, listeners and poll groups are numbers, 0 is none.
/// The library's network runs on its own threads; an implementer reports changes of state only into the inboxes, and only inside <see cref="RunCallbacks"/> or the game's own.
/// </summary>
internal interface ISteamSockets
{
    /// <summary>Listens. Changes of what comes in are reported to the inbox.</summary>
    /// <returns>The listener; 0 when the library refuses.</returns>
    uint Listen(SteamAddress local, SteamSettings settings, SteamInbox inbox);

    /// <summary>Begins to connect. Changes are reported to the inbox.</summary>
    /// <returns>The connection; 0 when the library refuses.</returns>
    uint Connect(SteamAddress remote, SteamSettings settings, SteamInbox inbox);

    /// <summary>Takes a connection that waits at a listener.</summary>
    bool Accept(uint connection);

    /// <summary>Ends a connection and frees it; also one that has ended already.</summary>
    /// <param name="connection">Which.</param>
    /// <param name="reason">See <see cref="SteamEnd"/>.</param>
    /// <param name="text">For the other side's log, at most 127 ASCII characters.</param>
    /// <param name="linger">True: reliable messages that wait are still sent.</param>
    void Close(uint connection, int reason, string text, bool linger);

    /// <summary>Ends a listener and the connections that came through it.</summary>
    void CloseListener(uint listener);

    /// <summary>Forgets an inbox's listener or connection: nothing is reported to it from now on.</summary>
    void Forget(uint listenerOrConnection);

    uint CreatePollGroup();

    void DestroyPollGroup(uint group);

    /// <summary>Lets the messages of a connection, those that wait among them, come through a poll group.</summary>
    void JoinPollGroup(uint connection, uint group);

    /// <summary>Queues a message; it is copied.</summary>
    SteamResult Send(uint connection, ReadOnlySpan<byte> message, bool isReliable);

    /// <summary>Sends what waits for more to come with it.</summary>
    void Flush(uint connection);

    /// <summary>Takes messages out of a poll group; each must be released.</summary>
    /// <returns>How many.</returns>
    int ReceiveFromGroup(uint group, Span<SteamMessage> messages);

    /// <summary>Takes messages from one connection; each must be released.</summary>
    /// <returns>How many.</returns>
    int ReceiveFromConnection(uint connection, Span<SteamMessage> messages);

    /// <summary>Gives a message's memory back.</summary>
    void Release(SteamMessage message);

    /// <summary>Asks how a connection stands.</summary>
    /// <returns>False when the library does not know it.</returns>
    bool TryGetStatus(uint connection, out SteamStatus status);

    /// <summary>The UDP port that a listener is bound to; 0 when it has none.</summary>
    int GetPort(uint listener);

    /// <summary>The SteamID64 of this side; 0 when there is none.</summary>
    ulong GetOwnSteamId();

    /// <summary>Reports all changes of state that wait, for every endpoint of the process.</summary>
    void RunCallbacks();
}
