using Tain.Transports.Contract;

namespace Tain.Transports.Steam;

/// <summary>The Steam transport without Steam.</summary>
internal sealed class SteamSubject : TransportSubject
{
    public SteamSubject(SteamRoute route = SteamRoute.PeerToPeer) => Transport = new SteamTransport { Sockets = Steam, Route = route };

    /// <param name="describe">Makes the transport on the stand-in.</param>
    public SteamSubject(Func<FakeSteam, SteamTransport> describe) => Transport = describe(Steam);

    public FakeSteam Steam { get; } = new();

    public override Transport Transport { get; }

    public override string WhyNoForeignBytes =>
        "Valve's library takes the datagrams, and what is no message of a peer that has shown who it is ends there. What a peer may put into a message is tried in SteamAttackTests.";

    public override void Connect(TransportClient client, TransportServer server) =>
        client.Connect(((SteamTransport)Transport).Route == SteamRoute.PeerToPeer ? server.Uri : new Uri($"steam://127.0.0.1:{server.Uri.Port}"));

    public override void ConnectToNobody(TransportClient client) => client.Connect(new Uri($"steam://{FakeSteam.NobodysId}"));

    protected override void Dispose(bool disposing)
    {
        if (!disposing) return;
        Assert.Equal(0, Steam.Lent);
        Steam.Dispose();
    }
}
