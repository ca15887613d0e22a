namespace Tain.Transports.Contract;

/// <summary>What every transport promises about connections. A transport's test class derives from this and says how it is made.</summary>
public abstract partial class TransportContract
{
    protected abstract TransportSubject CreateSubject();

    [Fact, Trait("Case", "connect")]
    public void BothSidesReportAConnectionOnce()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddClient();
        Assert.False(client.Client.IsConnected);

        bench.ConnectAndWait(client);
        bench.Settle(client);

        Assert.True(client.Client.IsConnected);
        Assert.Single(client.Of(TransportEventKind.Connected));
        PulledEvent connected = Assert.Single(bench.Server.Of(TransportEventKind.Connected));
        Assert.NotEqual(0, connected.ConnectionId);
        Assert.False(string.IsNullOrEmpty(connected.Text), "The Connected event names the peer's address.");
        Assert.Equal(connected.Text, bench.Server.Server.GetAddress(connected.ConnectionId));
        Assert.All(client.Events, pulled => Assert.Equal(0, pulled.ConnectionId));
        Assert.Equal("", bench.Server.Server.GetAddress(connected.ConnectionId + 1));
    }

    [Fact, Trait("Case", "connect")]
    public void EveryClientHasAnIdOfItsOwn()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe[] clients = [.. Enumerable.Range(0, 8).Select(_ => bench.AddConnectedClient())];

        Assert.Equal(8, bench.Server.Connected.Distinct().Count());
        Assert.DoesNotContain(0, bench.Server.Connected);
        foreach (ClientProbe client in clients) Assert.True(bench.Server.Server.Send(client.ServerId, BitConverter.GetBytes(client.ServerId), Channel.Reliable));
        bench.WaitUntil(() => clients.All(client => client.Data.Any()), "each client has its packet");
        Assert.All(clients, client => Assert.Equal(client.ServerId, BitConverter.ToInt32(Assert.Single(client.Data).Data)));
    }

    [Fact, Trait("Case", "disconnect by the server")]
    public void AServerThatDisconnectsAClientIsTheOnlyOneToLoseIt()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe kicked = bench.AddConnectedClient();
        ClientProbe other = bench.AddConnectedClient();

        bench.Server.Server.Disconnect(kicked.ServerId);
        bench.Server.Server.Disconnect(kicked.ServerId);
        bench.WaitUntil(() => kicked.Of(TransportEventKind.Disconnected).Any() && bench.Server.Of(TransportEventKind.Disconnected).Any(), "both sides see the end");
        bench.Settle(other);

        Assert.False(kicked.Client.IsConnected);
        Assert.Single(kicked.Of(TransportEventKind.Disconnected));
        Assert.Equal(kicked.ServerId, Assert.Single(bench.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.False(bench.Server.Server.Send(kicked.ServerId, [1], Channel.Reliable));
        Assert.False(kicked.Client.Send([1], Channel.Reliable));
        Assert.True(other.Client.IsConnected);
    }

    [Fact, Trait("Case", "disconnect by the client")]
    public void AClientThatLeavesIsReportedOnce()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe leaving = bench.AddConnectedClient();
        ClientProbe other = bench.AddConnectedClient();

        leaving.Client.Disconnect();
        leaving.Client.Disconnect();
        bench.WaitUntil(() => leaving.Of(TransportEventKind.Disconnected).Any() && bench.Server.Of(TransportEventKind.Disconnected).Any(), "both sides see the end");
        bench.Settle(other);

        Assert.Single(leaving.Of(TransportEventKind.Disconnected));
        Assert.Equal(leaving.ServerId, Assert.Single(bench.Server.Of(TransportEventKind.Disconnected)).ConnectionId);
        Assert.Equal(TransportEventKind.Disconnected, bench.Server.Events.Last(pulled => pulled.ConnectionId == leaving.ServerId).Kind);
    }

    [Fact, Trait("Case", "disconnect by the server")]
    public void AfterALocalDisconnectNoDataComes()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe kicked = bench.AddConnectedClient();
        ClientProbe other = bench.AddConnectedClient();
        bench.Server.OnData = pulled => bench.Server.Server.Disconnect(kicked.ServerId);

        for (int i = 0; i < 50; i++) kicked.Client.Send([7], Channel.Reliable);
        bench.WaitUntil(() => bench.Server.Of(TransportEventKind.Disconnected).Any(), "the client is disconnected in the middle of its packets");
        bench.Server.OnData = null;
        bench.Settle(other);

        Assert.Single(bench.Server.DataFrom(kicked.ServerId));
    }

    [Fact, Trait("Case", "connect")]
    public void ConnectingToNobodyEndsInADisconnect()
    {
        using TransportSubject subject = CreateSubject();
        using var bench = new TransportBench(subject);
        bench.Server.Dispose();
        using var client = new ClientProbe(subject.Transport.CreateClient());

        subject.ConnectToNobody(client.Client);
        subject.BeginWait();
        do client.Tick();
        while (!client.Of(TransportEventKind.Disconnected).Any() && subject.Step());

        Assert.Single(client.Of(TransportEventKind.Disconnected));
        Assert.Empty(client.Of(TransportEventKind.Connected));
        Assert.Equal(TransportEventKind.Error, client.Events[0].Kind);
    }

    [Fact, Trait("Case", "connect")]
    public void AClientIsMisusedByConnectingTwiceOrToAForeignScheme()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddClient();

        Assert.Throws<ArgumentException>(() => client.Client.Connect(subject.ForeignUri));
        Assert.False(client.Client.Send([1], Channel.Reliable));
        bench.ConnectAndWait(client);
        Assert.Throws<InvalidOperationException>(() => subject.Connect(client.Client, bench.Server.Server));
    }

    [Fact, Trait("Case", "restart")]
    public void AClientCanConnectAgain()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        client.Client.Disconnect();
        bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any() && bench.Server.Of(TransportEventKind.Disconnected).Any(), "both sides see the end");

        bench.ConnectAndWait(client);
        bench.Settle(client);

        Assert.True(client.Client.IsConnected);
    }

    [Fact, Trait("Case", "restart")]
    public void AServerStopsAndStartsAgain()
    {
        using TransportSubject subject = CreateSubject();
        using TransportBench bench = TransportBench.Started(subject);
        ClientProbe client = bench.AddConnectedClient();
        Assert.Throws<InvalidOperationException>(bench.Server.Server.Start);

        bench.Server.Server.Stop();
        Assert.False(bench.Server.Server.IsActive);
        Assert.False(bench.Server.Server.TryReceive(out _));
        bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any(), "the client sees that the server stopped");
        bench.Server.Server.Start();
        Assert.True(bench.Server.Server.IsActive);
        bench.ConnectAndWait(client);
        bench.Settle(client);

        Assert.Single(client.Of(TransportEventKind.Disconnected));
    }

    [Fact, Trait("Case", "restart")]
    public void TwoServersCannotShareAnAddress()
    {
        using TransportSubject subject = CreateSubject();
        if (!subject.AddressIsExclusive) return;
        using TransportBench bench = TransportBench.Started(subject);
        using TransportServer second = subject.Transport.CreateServer();

        Assert.Throws<InvalidOperationException>(second.Start);
        Assert.False(second.IsActive);
        bench.Settle(bench.AddConnectedClient());
    }
}
