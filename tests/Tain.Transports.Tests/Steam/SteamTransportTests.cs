using System.Net;
using Tain.Transports.Contract;
using Tain.Transports.Kit;
using Tain.Transports.Metering;

namespace Tain.Transports.Steam;

public class SteamTransportTests
{
    public static TheoryData<string, SteamTransport> OutOfRange => new()
    {
        { nameof(SteamTransport.Route), new SteamTransport { Route = (SteamRoute)2 } },
        { nameof(SteamTransport.VirtualPort), new SteamTransport { VirtualPort = -1 } },
        { nameof(SteamTransport.MaxConnections), new SteamTransport { MaxConnections = 0 } },
        { nameof(SteamTransport.MaxPacketBytes), new SteamTransport { MaxPacketBytes = 524_288 } },
        { nameof(SteamTransport.SendBufferBytes), new SteamTransport { SendBufferBytes = 524_287 } },
        { nameof(SteamTransport.MaxMessagesPerTick), new SteamTransport { MaxMessagesPerTick = 255 } },
        { nameof(SteamTransport.ConnectTimeoutMs), new SteamTransport { ConnectTimeoutMs = 0 } },
        { nameof(SteamTransport.TimeoutMs), new SteamTransport { TimeoutMs = 99 } },
    };

    [Theory]
    [MemberData(nameof(OutOfRange))]
    public void ASettingOutOfRangeIsNamed(string name, SteamTransport transport)
    {
        Assert.Contains($"SteamTransport.{name}", Assert.Throws<ArgumentOutOfRangeException>(transport.CreateServer).Message);
        Assert.Contains($"SteamTransport.{name}", Assert.Throws<ArgumentOutOfRangeException>(transport.CreateClient).Message);
    }

    [Fact]
    public void TheDefaultsAreFizzys()
    {
        var transport = new SteamTransport();
        Assert.Equal(("steam", 0, 25_000, 524_287), (transport.Scheme, transport.VirtualPort, transport.ConnectTimeoutMs, transport.MaxPacketBytes));
    }

    [Fact]
    public void ItIsEncryptedUnlessAnybodyMayPassForAPeer()
    {
        Assert.True(new SteamTransport().IsEncrypted);
        Assert.False(new SteamTransport { AllowWithoutAuthentication = true }.IsEncrypted);
        Assert.False(new EnetTransport().IsEncrypted);
    }

    [Fact]
    public void WithoutALibraryTheFirstUseSaysWhatToDo()
    {
        var transport = new SteamTransport { LibraryPath = "/nowhere/libsteam_api.so" };
        using TransportServer server = transport.CreateServer();
        using TransportClient client = transport.CreateClient();
        Assert.False(transport.IsAvailable);
        string message = Assert.Throws<InvalidOperationException>(server.Start).Message;
        Assert.Contains("/nowhere/libsteam_api.so", message);
        Assert.Contains("GameNetworkingSockets", message);
        Assert.Equal(message, Assert.Throws<InvalidOperationException>(() => client.Connect("76561197960287930")).Message);
    }

    [Fact]
    public void IdsCountFromOneAndAddressesAreIdentities()
    {
        using var rig = new SteamRig();
        ClientProbe first = rig.Bench.AddConnectedClient();
        rig.Bench.AddConnectedClient();
        rig.Server.Server.Disconnect(1);
        rig.Bench.WaitUntil(() => first.Of(TransportEventKind.Disconnected).Any(), "the first is gone");
        rig.Bench.AddConnectedClient();

        Assert.Equal([1, 2, 3], rig.Server.Connected);
        Assert.Equal($"{FakeSteam.OwnId}", rig.Server.Server.GetAddress(3));
        Assert.Equal(new Uri($"steam://{FakeSteam.OwnId}"), rig.Server.Server.Uri);
    }

    [Theory]
    [InlineData("76561197960287930", true, 76561197960287930)]
    [InlineData("2130706433", false, 0)]
    [InlineData("127.0.0.1", false, 0)]
    [InlineData("-76561197960287930", false, 0)]
    [InlineData("99999999999999999999999", false, 0)]
    public void AnIdentityIsToldFromAHost(string text, bool isIdentity, ulong expected)
    {
        Assert.Equal(isIdentity, SteamAddress.TryParseSteamId(text, out ulong id));
        if (isIdentity) Assert.Equal(expected, id);
    }

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1")]
    [InlineData("::ffff:10.1.2.3", "10.1.2.3")]
    [InlineData("::1", "::1")]
    public void AnAddressIsShownAsOthersShowIt(string address, string text) => Assert.Equal(text, SteamAddress.OfIp(IPAddress.Parse(address), 1).ToString());

    [Fact]
    public void AVirtualPortInTheAddressIsUsed()
    {
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, VirtualPort = 5 });
        ClientProbe other = rig.Bench.AddClient();
        using var wrong = new ClientProbe(new SteamTransport { Sockets = rig.Steam }.CreateClient());
        wrong.Client.Connect(new Uri($"steam://{FakeSteam.OwnId}"));
        other.Client.Connect(new Uri($"steam://{FakeSteam.OwnId}:5"));
        rig.Bench.WaitUntil(
            () =>
            {
                wrong.Tick();
                return other.Client.IsConnected && wrong.Of(TransportEventKind.Disconnected).Any();
            },
            "one is connected and the other is not");
    }

    [Fact]
    public void AServerThatAnswersNothingIsGivenUpAfterTheTimeout()
    {
        var clock = new ManualClock();
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, TimeProvider = clock, ConnectTimeoutMs = 25_000 });
        rig.Steam.HoldsHandshakes = true;
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect(rig.Server.Server.Uri);
        for (int tick = 0; tick < 5; tick++) rig.Bench.Tick();
        clock.AdvanceMs(24_999);
        rig.Bench.Tick();
        Assert.Empty(client.Events);
        clock.AdvanceMs(1);
        rig.Bench.Tick();
        Assert.Equal([TransportEventKind.Error, TransportEventKind.Disconnected], client.Events.Select(pulled => pulled.Kind));
        Assert.Equal(TransportError.Timeout, client.Events[0].ErrorCode);
    }

    [Theory]
    [InlineData(4_001, TransportError.Timeout)]
    [InlineData(5_003, TransportError.Timeout)]
    [InlineData(5_001, TransportError.ConnectionClosed)]
    public void ALineThatBreaksIsAnErrorOnBothSides(int reason, TransportError error)
    {
        using var rig = new SteamRig();
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Steam.Break(rig.Steam.ClientLines[0], reason, "Broken");
        rig.Steam.Break(rig.Steam.ServerLines[0], reason, "Broken");
        rig.Bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any() && rig.Server.Of(TransportEventKind.Disconnected).Any(), "both know");
        Assert.Equal(error, Assert.Single(client.Of(TransportEventKind.Error)).ErrorCode);
        Assert.Equal(error, Assert.Single(rig.Server.Of(TransportEventKind.Error)).ErrorCode);
        Assert.Contains("Broken", rig.Server.Of(TransportEventKind.Error).Single().Text);
        Assert.Equal(0, rig.Steam.LivingLines);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_999)]
    public void AGoodbyeIsNoError(int reason)
    {
        using var rig = new SteamRig();
        uint foreigner = rig.ConnectForeigner();
        rig.Steam.Close(foreigner, reason, "Bye", linger: false);
        rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the server knows");
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
    }

    [Fact]
    public void WhatWasSentBeforeTheGoodbyeArrives()
    {
        using var rig = new SteamRig();
        ClientProbe client = rig.Bench.AddConnectedClient();
        for (byte i = 1; i <= 20; i++) Assert.True(rig.Server.Server.Send(client.ServerId, [i], Channel.Reliable));
        rig.Server.Server.Disconnect(client.ServerId);
        rig.Bench.WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any(), "the client knows");
        Assert.Equal(Enumerable.Range(1, 20), client.Data.Select(pulled => (int)pulled.Data[0]));
        Assert.Equal(TransportEventKind.Disconnected, client.Events[^1].Kind);
    }

    [Fact]
    public void OneFlushForEachConnectionThatWasSentTo()
    {
        using var rig = new SteamRig();
        ClientProbe first = rig.Bench.AddConnectedClient();
        rig.Bench.AddConnectedClient();
        int before = rig.Steam.Flushes;
        for (int i = 0; i < 10; i++) Assert.True(rig.Server.Server.Send(first.ServerId, [1], Channel.Unreliable));
        rig.Server.Server.Flush();
        rig.Server.Server.Flush();
        Assert.Equal(1, rig.Steam.Flushes - before);
    }

    [Fact]
    public void AnUnreliablePacketThatFindsNoRoomIsLostAndTheConnectionStays()
    {
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, SendBufferBytes = 524_288 });
        ClientProbe client = rig.Bench.AddConnectedClient();
        rig.Bench.Ticked.Remove(client);
        for (int i = 0; i < 100; i++) Assert.True(rig.Server.Server.Send(client.ServerId, new byte[100_000], Channel.Unreliable));
        rig.Bench.Tick();
        Assert.Empty(rig.Server.Of(TransportEventKind.Error));
        rig.Bench.Ticked.Add(client);
        rig.Bench.Settle(client);
        Assert.InRange(client.Data.Count(pulled => pulled.Data.Length == 100_000), 1, 99);
    }

    [Fact]
    public void TheLibraryIsToldTheSettings()
    {
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, SendBufferBytes = 600_000, ConnectTimeoutMs = 7_000, TimeoutMs = 8_000, AllowWithoutAuthentication = true });
        Assert.Equal(new SteamSettings(600_000, 7_000, 8_000, true), rig.Steam.LastSettings);
    }

    [Fact]
    public void AListenerThatTheLibraryRefusesIsAnException()
    {
        using var rig = new SteamRig();
        using TransportServer second = new SteamTransport { Sockets = rig.Steam }.CreateServer();
        Assert.Contains("virtual port 0", Assert.Throws<InvalidOperationException>(second.Start).Message);
        using var ip = new SteamRig(steam => new SteamTransport { Sockets = steam, Route = SteamRoute.IP, Port = 7_001 });
        using TransportServer secondIp = new SteamTransport { Sockets = ip.Steam, Route = SteamRoute.IP, Port = 7_001 }.CreateServer();
        Assert.Contains("UDP port 7001", Assert.Throws<InvalidOperationException>(secondIp.Start).Message);
    }

    [Fact]
    public void AHostNameThatLeadsNowhereIsAnErrorAndADisconnect()
    {
        using var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, ConnectTimeoutMs = 3_000 });
        ClientProbe client = rig.Bench.AddClient();
        client.Client.Connect("no-such-host.invalid");
        rig.Bench.WaitUntil(() => client.Events.Count == 2, "the attempt ends");
        Assert.Equal(TransportError.DnsResolve, client.Events[0].ErrorCode);
        Assert.Equal(TransportEventKind.Disconnected, client.Events[1].Kind);
    }

    [Fact]
    public void TheInstrumentsCountConnectionsMessagesAndFaults()
    {
        using var meters = new TestMeters();
        using (var rig = new SteamRig(steam => new SteamTransport { Sockets = steam, Meters = meters }))
        {
            ClientProbe client = rig.Bench.AddConnectedClient();
            rig.Bench.Settle(client);
            uint foreigner = rig.ConnectForeigner();
            rig.SendAs(foreigner, []);
            rig.Bench.WaitUntil(() => rig.Server.Of(TransportEventKind.Disconnected).Any(), "the bad peer is ended");
            rig.Bench.Tick();
            Assert.Equal(2, meters["tain.steam.connections"]);
            Assert.Equal(1, meters["tain.steam.faults:InvalidPacket"]);
            Assert.Equal(2, meters["tain.steam.messages.received"]);
            Assert.Equal(2, meters["tain.steam.messages.sent"]);
        }
        Assert.Equal(0, meters["tain.steam.connections"]);
    }

    [Fact]
    public void AWarmEchoAllocatesNothing()
    {
        using var rig = new SteamRig();
        var game = new EchoGame(rig.Server.Server, Enumerable.Range(0, 4).Select(_ => rig.Bench.AddConnectedClient().Client), static () => { }) { Say = EchoGame.SaySmallAndLarge };
        game.Run(500);
        game.CheckAllocatesNothing(ticks: 500, leastEchoed: 3_500);
    }
}
