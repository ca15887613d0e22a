using Tain.Transports.Contract;

namespace Tain.Transports.Steam;

/// <summary>A started server without Steam, its clients, and connections that a foreign peer made on the same stand-in.</summary>
internal sealed class SteamRig : IDisposable
{
    private readonly SteamSubject _subject;

    public SteamRig(Func<FakeSteam, SteamTransport> describe)
    {
        _subject = new SteamSubject(describe);
        Bench = TransportBench.Started(_subject);
    }

    public SteamRig()
        : this(steam => new SteamTransport { Sockets = steam })
    {
    }

    public FakeSteam Steam => _subject.Steam;

    public TransportBench Bench { get; }

    public ServerProbe Server => Bench.Server;

    public SteamServer Endpoint => (SteamServer)Server.Server;

    /// <summary>A connection whose client is this test: what it sends is as it stands.</summary>
    public uint ConnectForeigner()
    {
        uint connection = Steam.Connect(SteamAddress.OfPeer(FakeSteam.OwnId, 0), new SteamSettings(4_000_000, 1_000, 1_000, false), new SteamInbox());
        int before = Server.Connected.Count();
        Bench.WaitUntil(() => Server.Connected.Count() > before, "the foreign peer is connected");
        return connection;
    }

    public void SendAs(uint foreigner, byte[] message, bool isReliable = true)
    {
        Assert.Equal(SteamResult.OK, Steam.Send(foreigner, message, isReliable));
        Steam.Flush(foreigner);
    }

    public SteamStatus StatusOf(uint connection)
    {
        Assert.True(Steam.TryGetStatus(connection, out SteamStatus status));
        return status;
    }

    public void Dispose()
    {
        Bench.Dispose();
        _subject.Dispose();
    }
}
