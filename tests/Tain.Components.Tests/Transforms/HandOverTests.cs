using System.Numerics;
using Session = Tain.Tests.MovementSession<Tain.NetworkTransformBase>;

namespace Tain.Components.Tests.Transforms;

/// <summary>Teleports and changes of owner, for all three kinds. After each the object is moved on, which shows a base that differs between two sides.</summary>
[Trait("Behaviour", "21.1"), Trait("Behaviour", "9")]
public sealed class HandOverTests
{
    private const float Near = 0.011f;

    public static TheoryData<Type> Kinds => [typeof(NetworkTransformReliable), typeof(NetworkTransformUnreliable), typeof(NetworkTransformHybrid)];

    [Theory, MemberData(nameof(Kinds))]
    public void AServerTeleportIsAJumpForEverybody(Type kind)
    {
        Session session = NewSession(kind);
        Session.Peer client = session.Join();
        NetworkTransformBase moved = session.Spawn();
        session.Run(frames: 30, each: _ => moved.transform.position += Vector3.UnitX);
        Transform shown = client.CopyOf(moved).transform;
        moved.ServerTeleport(new Vector3(1000, 5, 5), Quaternion.Euler(0, 90, 0));
        session.Run(frames: 30, each: _ => Assert.False(shown.position.X is > 40 and < 990, $"It slid over {shown.position}."));
        session.Run(frames: 30, each: _ => moved.transform.position += Vector3.UnitZ);
        AssertAgreement(session, moved, new Vector3(1000, 5, 35));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void AnObjectMayMoveOnInTheFrameOfItsTeleport(Type kind)
    {
        Session session = NewSession(kind);
        session.Join();
        NetworkTransformBase moved = session.Spawn();
        session.Run(frames: 10);
        session.Run(frames: 10, each: frame =>
        {
            moved.ServerTeleport(new Vector3(frame * 100, 0, 0), Quaternion.Identity);
            moved.transform.position += Vector3.UnitY;
        });
        AssertAgreement(session, moved, new Vector3(900, 1, 0));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void AnOwnersTeleportIsAJumpForEverybody(Type kind)
    {
        Session session = NewSession(kind);
        Session.Peer owner = session.Join();
        session.Join();
        NetworkTransformBase onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        NetworkTransformBase own = owner.CopyOf(onServer);
        session.Run(frames: 30, each: _ => own.transform.position += Vector3.UnitX);
        session.Run(frames: 30);
        own.CmdTeleport(new Vector3(500, 0, 0));
        session.Run(frames: 10);
        session.Run(frames: 10, each: _ => own.transform.position += Vector3.UnitZ);
        own.CmdTeleport(new Vector3(-500, 0, 0), Quaternion.Euler(0, 45, 0));
        session.Run(frames: 10);
        session.Run(frames: 10, each: _ => own.transform.position += Vector3.UnitY);
        AssertAgreement(session, onServer, new Vector3(-500, 10, 0));
    }

    [Theory, MemberData(nameof(Kinds))]
    public void AnObjectThatChangesHandsWhileItMovesIsNowhereElseForAnybody(Type kind)
    {
        Session session = NewSession(kind);
        Session.Peer first = session.Join();
        Session.Peer second = session.Join();
        session.Join();
        NetworkTransformBase onServer = session.Spawn("Owned", first);
        session.Run(frames: 10);
        Session.Peer[] owners = [first, second, first, second];
        foreach (Session.Peer owner in owners)
        {
            if (!ReferenceEquals(onServer.connectionToClient, owner.Connection))
            {
                onServer.netIdentity.RemoveClientAuthority();
                Assert.True(onServer.netIdentity.AssignClientAuthority(owner.Connection));
            }
            // The new owner hears of it in the course of these, and moves on from where it has the object then.
            session.Run(frames: 30, each: _ =>
            {
                NetworkTransformBase own = owner.CopyOf(onServer);
                if (own.isOwned) own.transform.position += new Vector3(1, 0.5f, 0);
            });
        }
        AssertAgreement(session, onServer, owners[^1].CopyOf(onServer).transform.position);
        Assert.True(onServer.transform.position.X > 60);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void ANewOwnerOfWhatTheServerMovedCountsFromThere(Type kind)
    {
        Session session = NewSession(kind);
        Session.Peer client = session.Join();
        session.Join();
        NetworkTransformBase onServer = session.Spawn("Owned");
        session.Run(frames: 30, each: _ => onServer.transform.position += Vector3.UnitX);
        session.Run(frames: 30);
        Assert.True(onServer.netIdentity.AssignClientAuthority(client.Connection));
        session.Run(frames: 10);
        NetworkTransformBase own = client.CopyOf(onServer);
        Assert.True(own.isOwned);
        session.Run(frames: 20, each: _ => own.transform.position += Vector3.UnitY);
        AssertAgreement(session, onServer, own.transform.position);
        Assert.Equal(20, onServer.transform.position.Y, Near);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void APlayerObjectThatWasAnOnlookersBeforeCountsFromWhereItIs(Type kind)
    {
        Session session = NewSession(kind);
        Session.Peer client = session.Join();
        session.Join();
        NetworkTransformBase onServer = session.Spawn("Owned", prepare: static go => go.transform.position = new Vector3(7, 7, 7));
        session.Run(frames: 30, each: _ => onServer.transform.position += Vector3.UnitX);
        Assert.True(session.Server.ReplacePlayerForConnection(client.Connection, onServer.gameObject, ReplacePlayerOptions.KeepActive));
        session.Run(frames: 10);
        NetworkTransformBase own = client.CopyOf(onServer);
        Assert.True(own.isLocalPlayer);
        session.Run(frames: 20, each: _ => own.transform.position += Vector3.UnitY);
        AssertAgreement(session, onServer, own.transform.position);
        Assert.Equal(27, onServer.transform.position.Y, Near);
    }

    [Theory, MemberData(nameof(Kinds))]
    public void TheHostsObjectsJumpAndMoveOnTheRemoteClient(Type kind)
    {
        Session session = NewSession(kind);
        var host = new NetworkClient(session.World, null, new NetworkClientOptions { sendRate = Session.Rate });
        host.ConnectHost();
        session.Run(frames: 5);
        session.Join();
        NetworkTransformBase moved = session.Spawn();
        GameObject made = session.World.Instantiate("Owned");
        session.Server.Spawn(made, session.Server.localConnection);
        NetworkTransformBase own = made.GetComponent<NetworkTransformBase>()!;
        session.Run(frames: 30, each: _ =>
        {
            moved.transform.position += Vector3.UnitX;
            own.transform.position += Vector3.UnitY;
        });
        moved.ServerTeleport(new Vector3(100, 0, 0), Quaternion.Identity);
        own.CmdTeleport(new Vector3(200, 0, 0), Quaternion.Identity);
        session.Run(frames: 5);
        session.Run(frames: 10, each: _ =>
        {
            moved.transform.position += Vector3.UnitX;
            own.transform.position += Vector3.UnitY;
        });
        AssertAgreement(session, moved, new Vector3(110, 0, 0));
        AssertAgreement(session, own, new Vector3(200, 10, 0));
        host.Dispose();
    }

    // One listener for all: thousands of objects must not each hear of every change of owner.
    [Fact]
    public void OnlyTheComponentsOfTheObjectHearOfItsChangeOfOwner()
    {
        Session session = NewSession(typeof(NetworkTransformReliable));
        Session.Peer client = session.Join();
        NetworkTransformBase one = session.Spawn("Owned", client);
        NetworkTransformBase other = session.Spawn("Owned", client);
        session.Run(frames: 10);
        session.Run(frames: 10, each: _ =>
        {
            client.CopyOf(one).transform.position += Vector3.UnitX;
            client.CopyOf(other).transform.position += Vector3.UnitX;
        });
        Assert.NotEqual(0, one.serverSnapshots.Count);
        Assert.NotEqual(0, other.serverSnapshots.Count);
        one.netIdentity.RemoveClientAuthority();
        Assert.Equal(0, one.serverSnapshots.Count);
        Assert.NotEqual(0, other.serverSnapshots.Count);
    }

    private static Session NewSession(Type kind) => new(kind: kind);

    private static void AssertAgreement(Session session, NetworkTransformBase onServer, Vector3 place)
    {
        session.Run(frames: 100);
        Assert.True(Vector3.Distance(place, onServer.transform.position) < 2 * Near, $"The server has it at {onServer.transform.position} and not at {place}.");
        foreach (Session.Peer peer in session.Clients)
        {
            Vector3 shown = peer.CopyOf(onServer).transform.position;
            Assert.True(Vector3.Distance(place, shown) < 2 * Near, $"Client {session.Clients.IndexOf(peer)} has it at {shown} and not at {place}.");
        }
        Assert.Equal(0, session.World.ScriptFailures + session.Clients.Sum(static peer => peer.World.ScriptFailures));
    }
}
