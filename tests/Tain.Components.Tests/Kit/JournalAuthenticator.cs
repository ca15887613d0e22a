namespace Tain.Tests;

/// <summary>An authenticator that writes into its manager's journal and decides as the test says.</summary>
internal class JournalAuthenticator : NetworkAuthenticator
{
    /// <summary>What the server says: true yes, false no, null nothing.</summary>
    public bool? Answer { get; set; } = true;

    /// <summary>Whether the client believes a yes.</summary>
    public bool IsContent { get; set; } = true;

    private List<string> Journal => GetComponent<JournalManager>()!.Journal;

    public override void OnStartServer()
    {
        Journal.Add("auth.OnStartServer");
        NetworkServer.RegisterHandler<Knock>((conn, _) => OnKnock(conn), requireAuthentication: false);
    }

    public override void OnStopServer() => Journal.Add("auth.OnStopServer");

    public override void OnServerAuthenticate(NetworkConnectionToClient conn) => Journal.Add($"auth.OnServerAuthenticate {conn.connectionId}");

    public override void OnStartClient()
    {
        Journal.Add("auth.OnStartClient");
        NetworkClient.RegisterHandler<Welcome>(_ =>
        {
            if (IsContent) ClientAccept();
            else ClientReject();
        }, requireAuthentication: false);
    }

    public override void OnStopClient() => Journal.Add("auth.OnStopClient");

    public override void OnClientAuthenticate()
    {
        Journal.Add("auth.OnClientAuthenticate");
        NetworkClient.Send(default(Knock));
    }

    public void Accept(NetworkConnectionToClient conn) => ServerAccept(conn);

    private void OnKnock(NetworkConnectionToClient conn)
    {
        if (Answer is null) return;
        if (Answer == false)
        {
            ServerReject(conn);
            return;
        }
        conn.Send(default(Welcome));
        ServerAccept(conn);
    }

    /// <summary>May I come in?</summary>
    internal struct Knock : NetworkMessage;

    /// <summary>You may.</summary>
    internal struct Welcome : NetworkMessage;
}
