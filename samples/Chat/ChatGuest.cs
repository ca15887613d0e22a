using Tain.Messages;
using Tain.Transports;

namespace Chat;

/// <summary>The client: what its person types goes out, what the room says is printed.</summary>
public sealed class ChatGuest : IDisposable
{
    private readonly MessageClient _client;
    private readonly Action<string> _print;

    public ChatGuest(Transport transport, string name, Action<string> print, TimeProvider? clock = null)
    {
        _print = print;
        _client = new MessageClient(transport.CreateClient(), new MessageClientOptions { TimeProvider = clock ?? TimeProvider.System });
        _client.Connected += () => _client.Send(new Hello { name = name });
        _client.Disconnected += () => print("* The room is gone.");
        _client.Error += (error, reason) => print($"* {error}: {reason}");
        _client.RegisterHandler<Welcome>(OnWelcome);
        _client.RegisterHandler<Said>(OnSaid);
    }

    /// <summary>False once the connection or the attempt has ended.</summary>
    public bool IsHere => _client.IsActive;

    /// <summary>True once the room has answered.</summary>
    public bool MayTalk { get; private set; }

    public void Connect(string host) => _client.Connect(host);

    public void Tick()
    {
        _client.Receive();
        _client.Flush();
    }

    /// <summary>A line from the keyboard.</summary>
    public void Type(string line)
    {
        string[] words = line.Split(' ', 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0) return;
        if (words[0] == "/quit") _client.Disconnect();
        else if (words[0] == "/ping") _print($"* {_client.Time.rtt * 1000:F1} ms there and back; the connection is {_client.ConnectionQuality.ToString().ToLowerInvariant()}.");
        else if (words is ["/name", var name]) _client.Send(new Hello { name = name });
        else if (words is ["/to", var to, var text]) _client.Send(new Say { to = to, text = text });
        else _client.Send(new Say { text = line });
    }

    /// <summary>Says goodbye to the transport, so that the room need not wait for a timeout.</summary>
    public void Leave()
    {
        _client.Disconnect();
        Tick();
    }

    public void Dispose() => _client.Dispose();

    private void OnWelcome(Welcome welcome)
    {
        MayTalk = true;
        _print(welcome.accepted ? $"* {welcome.text}" : $"* {welcome.text} Try /name <name>.");
    }

    private void OnSaid(Said said) => _print(
        said.from is null ? $"* {said.text}" : said.whispered ? $"{said.from} whispers: {said.text}" : $"{said.from}: {said.text}");
}
