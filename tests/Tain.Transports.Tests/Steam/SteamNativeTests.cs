using System.Net;
using System.Runtime.CompilerServices;
using Tain.Transports.Contract;
using Tain.Transports.Kit;

namespace Tain.Transports.Steam;

/// <summary>The mapping onto the libraries' functions: layouts, names, starting, and what comes back.</summary>
[Collection(SteamNativeCollection.Name)]
public class SteamNativeTests
{
    [Fact]
    public unsafe void TheLayoutsHaveValvesSizes()
    {
        Assert.Equal(136, sizeof(SteamIdentity));
        Assert.Equal(18, sizeof(SteamIPAddress));
        Assert.Equal(696, sizeof(SteamConnectionInfo));
        Assert.Equal(16, sizeof(SteamConfigValue));
        SteamConnectionInfo info = default;
        Assert.Equal(SteamConnectionInfo.ListenerOffset, (int)((byte*)&info.Listener - (byte*)&info));
        SteamNativeMessage message = default;
        Assert.Equal(196, (int)((byte*)&message.Flags - (byte*)&message));
        Assert.Equal(12, Unsafe.ByteOffset(ref Unsafe.As<SteamNativeMessage, byte>(ref message), ref Unsafe.As<uint, byte>(ref message.Connection)));
    }

    [Theory]
    [InlineData("1.2.3.4")]
    [InlineData("2001:db8::1")]
    public void AddressesGoThereAndBack(string text)
    {
        var native = SteamIPAddress.From(IPAddress.Parse(text), 27_015);
        Assert.Equal(text, SteamAddress.OfIp(native.ToAddress(), 0).ToString());
        Assert.Equal(27_015, native.Port);
        Assert.True(native.IsThere);
        Assert.False(default(SteamIPAddress).IsThere);
    }

    [Fact]
    public void IdentitiesGoThereAndBack()
    {
        Assert.Equal(FakeSteam.OwnId, SteamIdentity.From(FakeSteam.OwnId).SteamId);
        Assert.Equal(0ul, default(SteamIdentity).SteamId);
    }

    [Fact]
    public void SteamIsStartedByTheGame()
    {
        using var library = new SteamNativeLibrary();
        library.SetStarted(false);
        using TransportServer server = new SteamTransport { LibraryPath = library.Path }.CreateServer();
        Assert.Contains("SteamAPI_Init", Assert.Throws<InvalidOperationException>(server.Start).Message);
        using TransportServer gameServer = new SteamTransport { LibraryPath = library.Path, UseGameServer = true }.CreateServer();
        Assert.Contains("SteamAPI_SteamGameServerNetworkingSockets", Assert.Throws<InvalidOperationException>(gameServer.Start).Message);

        library.SetStarted(true);
        server.Start();
        Assert.Equal(new Uri($"steam://{FakeSteam.OwnId}"), server.Uri);
    }

    [Fact]
    public void TheOpenLibraryIsStartedHereAndSpeaksByAddress()
    {
        using var library = SteamNativeLibrary.Open();
        library.SetStarted(false);
        var transport = new SteamTransport
        {
            LibraryPath = library.Path,
            Route = SteamRoute.IP,
            Port = 0,
            SendBufferBytes = 700_000,
            ConnectTimeoutMs = 7_000,
            TimeoutMs = 8_000,
            AllowWithoutAuthentication = true,
        };
        using var server = new ServerProbe(transport.CreateServer());
        Assert.Contains("no luck", Assert.Throws<InvalidOperationException>(server.Server.Start).Message);
        library.SetStarted(true);
        server.Server.Start();
        Assert.InRange(server.Server.Uri.Port, 20_000, 30_000);
        Assert.Equal((700_000, 7_000, 8_000, 1), (library.Option(9), library.Option(24), library.Option(25), library.Option(23)));

        using var client = new ClientProbe(transport.CreateClient());
        client.Client.Connect(new Uri($"steam://127.0.0.1:{server.Server.Uri.Port}"));
        for (int tick = 0; tick < 10; tick++)
        {
            client.Tick();
            server.Tick();
        }
        Assert.True(client.Client.IsConnected);
        Assert.Equal("127.0.0.1", server.Of(TransportEventKind.Connected).Single().Text);
        Assert.Equal(0, library.Lent);
    }

    [Fact]
    public void AReasonFromTheOtherSideIsReadAsText()
    {
        using var library = new SteamNativeLibrary();
        using var client = new ClientProbe(new SteamTransport { LibraryPath = library.Path }.CreateClient());
        client.Client.Connect($"{FakeSteam.NobodysId}");
        for (int tick = 0; tick < 5; tick++) client.Tick();
        Assert.Equal(TransportError.Timeout, client.Of(TransportEventKind.Error).Single().ErrorCode);
        Assert.Contains("5003 Nobody? is there", client.Of(TransportEventKind.Error).Single().Text);
        Assert.Single(client.Of(TransportEventKind.Disconnected));
    }

    [Fact]
    public void ALibraryWithoutTheFunctionsIsRefused()
    {
        using TransportServer server = new SteamTransport { LibraryPath = "libc.so.6" }.CreateServer();
        Assert.Contains("SteamAPI_ISteamNetworkingSockets_", Assert.Throws<InvalidOperationException>(server.Start).Message);
    }

    /// <summary>The real thing, where somebody has it: GameNetworkingSockets, or another library by the environment's TAIN_STEAM_LIBRARY.</summary>
    [NativeLibraryFact("libGameNetworkingSockets.so", "TAIN_STEAM_LIBRARY")]
    public void ARealLibraryCarriesPacketsOverLoopback()
    {
        string path = Environment.GetEnvironmentVariable("TAIN_STEAM_LIBRARY") ?? "libGameNetworkingSockets.so";
        var transport = new SteamTransport { LibraryPath = path, Route = SteamRoute.IP, Port = 27_815, AllowWithoutAuthentication = true };
        using var server = new ServerProbe(transport.CreateServer());
        server.Server.Start();
        using var client = new ClientProbe(transport.CreateClient());
        client.Client.Connect(new Uri("steam://127.0.0.1:27815"));
        WaitUntil(() => client.Client.IsConnected && server.Connected.Any());
        byte[] large = new byte[client.Client.GetMaxPacketBytes(Channel.Reliable)];
        new Random(1).NextBytes(large);
        Assert.True(client.Client.Send(large, Channel.Reliable));
        Assert.True(client.Client.Send([1, 2, 3], Channel.Unreliable));
        WaitUntil(() => server.DataFrom(1).Count() == 2);
        Assert.Equal(large, server.DataFrom(1).Single(pulled => pulled.Channel == Channel.Reliable).Data);
        Assert.Equal([1, 2, 3], server.DataFrom(1).Single(pulled => pulled.Channel == Channel.Unreliable).Data);
        server.Server.Disconnect(1);
        WaitUntil(() => client.Of(TransportEventKind.Disconnected).Any());

        void WaitUntil(Func<bool> condition)
        {
            long stopAt = TimeProvider.System.GetTimestamp() + (20 * TimeProvider.System.TimestampFrequency);
            while (!condition())
            {
                client.Tick();
                server.Tick();
                Thread.Yield();
                Assert.True(TimeProvider.System.GetTimestamp() < stopAt, string.Join("; ", client.Events.Concat(server.Events)));
            }
        }
    }
}
