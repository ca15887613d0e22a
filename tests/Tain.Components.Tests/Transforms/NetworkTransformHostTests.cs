using System.Numerics;

namespace Tain.Components.Tests.Transforms;

public class NetworkTransformHostTests
{
    private readonly UnreliableSession _session = new();
    private readonly NetworkClient _host;
    private readonly UnreliableSession.Peer _remote;

    public NetworkTransformHostTests()
    {
        _host = new NetworkClient(_session.World, null, new NetworkClientOptions { sendRate = UnreliableSession.Rate });
        _host.ConnectHost();
        _session.Run(frames: 5);
        _remote = _session.Join();
    }

    [Fact]
    public void TheServersObjectsMoveOnTheRemoteClient()
    {
        NetworkTransformUnreliable moved = _session.Spawn();
        _session.Run(frames: 60, each: frame => moved.transform.position = new Vector3(frame, 0, 0));
        Assert.Equal(59, moved.transform.position.X);
        Assert.Equal(0, moved.clientSnapshots.Count);
        _session.Run(frames: 30);
        Assert.Equal(59, _remote.CopyOf(moved).transform.position.X);
    }

    [Fact]
    public void TheHostsOwnObjectsMoveOnTheRemoteClient()
    {
        GameObject made = _session.World.Instantiate("Owned");
        _session.Server.Spawn(made, _session.Server.localConnection);
        NetworkTransformUnreliable own = made.GetComponent<NetworkTransformUnreliable>()!;
        _session.Run(frames: 10);
        _session.Run(frames: 60, each: frame => own.transform.position = new Vector3(0, frame, 0));
        Assert.Equal(59, own.transform.position.Y);
        _session.Run(frames: 30);
        Assert.Equal(59, _remote.CopyOf(own).transform.position.Y);
        own.CmdTeleport(new Vector3(7, 7, 7));
        _session.Run(frames: 10);
        Assert.Equal(new Vector3(7, 7, 7), own.transform.position);
        Assert.Equal(new Vector3(7, 7, 7), _remote.CopyOf(own).transform.position);
    }

    [Fact]
    public void TheRemoteClientsObjectsMoveOnTheHost()
    {
        NetworkTransformUnreliable onHost = _session.Spawn("Owned", _remote);
        _session.Run(frames: 10);
        Transform own = _remote.CopyOf(onHost).transform;
        _session.Run(frames: 60, each: frame => own.position = new Vector3(0, 0, frame));
        Assert.Equal(59, own.position.Z);
        _session.Run(frames: 30);
        Assert.Equal(59, onHost.transform.position.Z);
        Assert.Equal(0, onHost.clientSnapshots.Count);
        Assert.Equal(0, _session.World.ScriptFailures);
    }
}
