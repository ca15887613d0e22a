namespace Tain.Transports.Contract;

/// <summary>Players who talk with the server now and then, as games do, while something else happens. Their ids are found by what they say, since others may connect at the same time.</summary>
internal sealed class Conversation(TransportBench bench, TransportSubject subject)
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);
    private readonly List<ClientProbe> _players = [];
    private long _spokenAt;

    public IEnumerable<int> Ids => _players.Select(player => player.ServerId);

    /// <summary>A further player, connected and heard.</summary>
    public void Add()
    {
        ClientProbe player = bench.AddClient();
        subject.Connect(player.Client, bench.Server.Server);
        bench.WaitUntil(() => player.Events.Count > 0, "a player is connected");
        Assert.Equal(TransportEventKind.Connected, player.Events[0].Kind);
        byte[] name = Guid.NewGuid().ToByteArray();
        Assert.True(player.Client.Send(name, Channel.Reliable));
        bench.WaitUntil(() => Heard(name).Any(), "a player is heard");
        player.ServerId = Heard(name).First().ConnectionId;
        _players.Add(player);
    }

    /// <summary>A packet each way when it is time for one.</summary>
    public void Continue()
    {
        if (subject.Transport.TimeProvider.GetElapsedTime(_spokenAt) < Pause) return;
        _spokenAt = subject.Transport.TimeProvider.GetTimestamp();
        foreach (ClientProbe player in _players)
        {
            Assert.True(player.Client.Send([1], Channel.Reliable));
            Assert.True(bench.Server.Server.Send(player.ServerId, [2], Channel.Reliable));
        }
    }

    public void AssertUndisturbed()
    {
        foreach (ClientProbe player in _players)
        {
            bench.Settle(player);
            Assert.Empty(player.Of(TransportEventKind.Error).Concat(player.Of(TransportEventKind.Disconnected)));
            Assert.DoesNotContain(bench.Server.Events, pulled => pulled.ConnectionId == player.ServerId && pulled.Kind is TransportEventKind.Error or TransportEventKind.Disconnected);
        }
    }

    private IEnumerable<PulledEvent> Heard(byte[] name) => bench.Server.Of(TransportEventKind.Data).Where(pulled => pulled.Data.AsSpan().SequenceEqual(name));
}
