using Tain.Messages;
using Tain.Transports;

namespace Chat;

/// <summary>The server: one room. Names are unique; what a client says is checked here, because a client can say anything.</summary>
public sealed class ChatRoom : IDisposable
{
    private const int MaxNameLength = 20;
    private const int MaxTextLength = 300;

    private readonly MessageServer _server;
    private readonly Action<string> _print;

    public ChatRoom(Transport transport, Action<string> print, TimeProvider? clock = null)
    {
        _print = print;
        _server = new MessageServer(transport.CreateServer(), new MessageServerOptions
        {
            TimeProvider = clock ?? TimeProvider.System,
            AuthenticateOnConnect = false,      // whoever talks before Hello was accepted is disconnected
            MaxMessagesPerSecond = 30,          // pings are messages, too: 20 per second
        });
        _server.RegisterHandler<Hello>(OnHello, requireAuthentication: false);
        _server.RegisterHandler<Say>(OnSay);
        _server.Disconnected += OnDisconnected;
        _server.Start();
        print($"The room is open at {_server.Uri}.");
    }

    public void Tick()
    {
        _server.Receive();
        _server.Flush();
    }

    public void Dispose() => _server.Dispose();

    private static string? NameOf(ClientConnection client) => client.authenticationData as string;

    private ClientConnection? Find(string? name)
    {
        foreach (ClientConnection client in _server.Connections.Values)
        {
            if (string.Equals(NameOf(client), name, StringComparison.OrdinalIgnoreCase)) return client;
        }

        return null;
    }

    private void OnHello(ClientConnection client, Hello hello)
    {
        string name = hello.name?.Trim() ?? "";
        string? objection =
            client.isAuthenticated ? "You are in already." :
            name.Length is 0 or > MaxNameLength || name.Any(c => char.IsControl(c) || char.IsWhiteSpace(c)) ? $"A name is one word of at most {MaxNameLength} letters." :
            Find(name) is not null ? $"{name} is here already." : null;

        client.Send(new Welcome { accepted = objection is null, text = objection ?? $"Welcome, {name}! /who, /to <name> <text>, /me <text>, /ping, /quit" });
        if (objection is not null) return;      // he may try another name
        client.isAuthenticated = true;
        client.authenticationData = name;
        Announce($"{name} comes in.");
    }

    private void OnSay(ClientConnection client, Say say)
    {
        string name = NameOf(client)!;
        string text = new([.. (say.text ?? "").Where(c => !char.IsControl(c)).Take(MaxTextLength)]);
        if (text == "/who")
        {
            Tell(client, string.Join(", ", _server.Connections.Values.Select(NameOf).OfType<string>().Order()) + " are here.");
        }
        else if (text.StartsWith("/me ", StringComparison.Ordinal))
        {
            Announce($"{name} {text[4..]}");
        }
        else if (say.to is null)
        {
            _server.SendToAll(new Said { from = name, text = text });
            _print($"{name}: {text}");
        }
        else if (Find(say.to) is { } receiver)
        {
            receiver.Send(new Said { from = name, text = text, whispered = true });
        }
        else
        {
            Tell(client, $"There is no {say.to} here.");
        }
    }

    private void OnDisconnected(ClientConnection client)
    {
        if (NameOf(client) is { } name) Announce($"{name} leaves.");
    }

    private void Announce(string text)
    {
        _server.SendToAll(new Said { text = text });
        _print($"* {text}");
    }

    private static void Tell(ClientConnection client, string text) => client.Send(new Said { text = text });
}
