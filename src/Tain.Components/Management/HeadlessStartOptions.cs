namespace Tain;

/// <summary>What a <see cref="NetworkManager"/> does by itself in its Start.</summary>
public enum HeadlessStartOptions
{
    /// <summary>Nothing: the game calls StartServer, StartClient or StartHost.</summary>
    DoNothing = 0,

    /// <summary>It starts a server.</summary>
    AutoStartServer = 1,

    /// <summary>It starts a client.</summary>
    AutoStartClient = 2,
}
