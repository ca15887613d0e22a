namespace Tain.Scenarios.Examples;

/// <summary>The authenticator of docs/network-manager.md: lets in who has a ticket of the game's own shop.</summary>
public class TicketAuthenticator : NetworkAuthenticator
{
    public string ticket = "";                                  // on a client
    public HashSet<string> sold = [];                           // on the server

    public override void OnStartServer() => NetworkServer.RegisterHandler<TicketMessage>(OnTicket, requireAuthentication: false);

    public override void OnStopServer() => NetworkServer.UnregisterHandler<TicketMessage>();

    public override void OnStartClient() => NetworkClient.RegisterHandler<TicketAnswerMessage>(OnAnswer, requireAuthentication: false);

    public override void OnStopClient() => NetworkClient.UnregisterHandler<TicketAnswerMessage>();

    // A client has connected: it speaks first.
    public override void OnClientAuthenticate() => NetworkClient.Send(new TicketMessage { ticket = ticket });

    private void OnTicket(NetworkConnectionToClient conn, TicketMessage message)
    {
        if (conn.isAuthenticated || IsRefused(conn)) return;    // nobody is judged twice
        bool isValid = message.ticket is { Length: < 100 } && sold.Remove(message.ticket);
        conn.Send(new TicketAnswerMessage { isValid = isValid });
        if (isValid) ServerAccept(conn);
        else ServerRejectLater(conn, "no valid ticket");        // later, so that the answer arrives
    }

    private void OnAnswer(TicketAnswerMessage message)
    {
        if (message.isValid) ClientAccept();
        else ClientReject();
    }

    public struct TicketMessage : NetworkMessage
    {
        public string? ticket;
    }

    public struct TicketAnswerMessage : NetworkMessage
    {
        public bool isValid;
    }
}
