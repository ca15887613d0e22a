using System.Numerics;
using Session = Tain.Tests.MovementSession<Tain.DeltaNetworkTransform>;

namespace Tain.Components.Tests.Transforms;

/// <summary>An owner sends bytes that no NetworkTransform writes. They do no harm: to the object's place, to the server, to the others.</summary>
public sealed class NetworkTransformGarbageTests
{
    public static TheoryData<Type, bool, bool> Forms
    {
        get
        {
            var forms = new TheoryData<Type, bool, bool>();
            foreach (Type kind in new[] { typeof(NetworkTransformReliable), typeof(NetworkTransformHybrid) })
            {
                foreach (bool compress in new[] { true, false })
                {
                    forms.Add(kind, compress, true);
                    forms.Add(kind, compress, false);
                }
            }
            return forms;
        }
    }

    [Trait("Attack", "S-09")]
    [Theory, MemberData(nameof(Forms))]
    public void EveryCutIsRefusedAndChangesNothing(Type kind, bool compress, bool initial)
    {
        var session = new Session(
            moved =>
            {
                moved.compressRotation = compress;
                moved.syncScale = true;
            },
            kind: kind);
        Session.Peer owner = session.Join();
        DeltaNetworkTransform onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        byte[] bytes = Write(Make(kind, compress), new Vector3(1, 2, 3), initial);
        for (int length = 0; length < bytes.Length; length++) Assert.Throws<EndOfStreamException>(() => Read(onServer, bytes[..length], initial));
        // Had a cut changed what the owner's differences are added to, this would end elsewhere.
        session.Run(frames: 20, each: _ => owner.CopyOf(onServer).transform.position += Vector3.UnitX);
        session.Run(frames: 20);
        Assert.Equal(20, onServer.transform.position.X, 0.02f);
        Assert.Equal(0, onServer.transform.position.Y);
    }

    [Theory, MemberData(nameof(Forms))]
    public void NoBytesDoMoreThanEndTooEarly(Type kind, bool compress, bool initial)
    {
        var random = new SeededRandom(31);
        DeltaNetworkTransform receiver = Make(kind, compress);
        for (int round = 0; round < 3000; round++)
        {
            byte[] bytes = new byte[random.Range(0, 48)];
            for (int i = 0; i < bytes.Length; i++) bytes[i] = (byte)random.Range(0, 256);
            Exception? thrown = Record.Exception(() => Read(receiver, bytes, initial));
            Assert.True(thrown is null or EndOfStreamException, thrown?.ToString());
        }
    }

    [Theory, InlineData(typeof(NetworkTransformReliable)), InlineData(typeof(NetworkTransformHybrid))]
    public void WhoSendsTooFewBytesOrTooManyIsSentAwayAndTheOthersPlayOn(Type kind)
    {
        foreach (byte[] payload in new byte[][] { [], [1], [1, 7], [1, 3, 0, 0, 0], [1, 8, 0, 0, 0, 255, 253, 247, 223, 0], [1, 7, 255, 255, 255, 255, 255, 255, 255] })
        {
            var session = new Session(kind: kind);
            Session.Peer bad = session.Join();
            Session.Peer good = session.Join();
            DeltaNetworkTransform attacked = session.Spawn("Owned", bad);
            DeltaNetworkTransform played = session.Spawn("Owned", good);
            session.Run(frames: 10);
            bad.Client.Send(new EntityStateMessage { netId = attacked.netId, payload = payload });
            session.Run(frames: 5);
            Assert.False(session.Server.connections.ContainsKey(bad.Connection.connectionId));
            session.Run(frames: 20, each: _ => good.CopyOf(played).transform.position += Vector3.UnitX);
            session.Run(frames: 100);
            Assert.Equal(20, played.transform.position.X, 0.02f);
            Assert.Equal(0, session.World.ScriptFailures);
        }
    }

    [Trait("Attack", "S-10")]
    [Theory, InlineData(float.NaN), InlineData(float.PositiveInfinity), InlineData(float.NegativeInfinity)]
    public void APlaceThatIsNoNumberIsIgnoredAndLoggedOnce(float bad)
    {
        var session = new Session(static moved => moved.compressRotation = false, kind: typeof(NetworkTransformReliable));
        Session.Peer owner = session.Join();
        Session.Peer other = session.Join();
        DeltaNetworkTransform onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        Transform own = owner.CopyOf(onServer).transform;
        own.position = Vector3.UnitX;
        session.Run(frames: 60);
        for (int i = 0; i < 5; i++)
        {
            var writer = new NetworkWriter();
            writer.WriteVarULong(1);
            writer.WriteByte(3 + 16);
            for (int axis = 0; axis < 3; axis++) writer.WriteVarInt(100);
            writer.WriteQuaternion(new Quaternion(bad, 0, 0, 1));
            owner.Client.Send(new EntityStateMessage { netId = onServer.netId, payload = writer.ToArray() });
        }
        session.Run(frames: 30);
        Assert.Equal(1, session.Log.Count("no number"));
        Assert.Equal(Vector3.UnitX, onServer.transform.position);
        Assert.Equal(Vector3.UnitX, other.CopyOf(onServer).transform.position);
        Assert.True(session.Server.connections.ContainsKey(owner.Connection.connectionId));
    }

    // What is divided by its length to be shown would be no number, and would go from the server to everybody.
    [Trait("Attack", "S-10")]
    [Theory, InlineData(0f), InlineData(1e-30f)]
    public void ARotationWithoutLengthIsIgnored(float length)
    {
        var session = new Session(static moved => moved.compressRotation = false, kind: typeof(NetworkTransformReliable));
        Session.Peer owner = session.Join();
        Session.Peer other = session.Join();
        DeltaNetworkTransform onServer = session.Spawn("Owned", owner);
        session.Run(frames: 10);
        for (int i = 0; i < 5; i++)
        {
            var writer = new NetworkWriter();
            writer.WriteVarULong(1);
            writer.WriteByte(3 + 16);
            for (int axis = 0; axis < 3; axis++) writer.WriteVarInt(0);
            writer.WriteQuaternion(new Quaternion(0, 0, length, 0));
            owner.Client.Send(new EntityStateMessage { netId = onServer.netId, payload = writer.ToArray() });
            session.Run(frames: 2);
        }
        owner.CopyOf(onServer).CmdTeleport(Vector3.UnitX, new Quaternion(0, 0, length, 0));
        session.Run(frames: 30);
        Assert.Equal(1, session.Log.Count("no number"));
        Assert.Equal(Quaternion.Identity, onServer.transform.rotation);
        Assert.Equal(Quaternion.Identity, other.CopyOf(onServer).transform.rotation);
        Assert.Equal(Vector3.Zero, onServer.transform.position);
    }

    // A script that divides by a length of zero for one frame. What it did is not shown; what comes after it is.
    [Fact]
    public void AFrameWithARotationThatIsNoNumberDoesNotSetTheSidesApart()
    {
        var session = new Session(static moved => moved.compressRotation = false, kind: typeof(NetworkTransformReliable));
        Session.Peer client = session.Join();
        DeltaNetworkTransform moved = session.Spawn();
        session.Run(frames: 10);
        session.Run(frames: 20, each: frame =>
        {
            moved.transform.position += Vector3.UnitX;
            moved.transform.rotation = frame == 10 ? new Quaternion(float.NaN, 0, 0, 1) : Quaternion.Euler(0, frame, 0);
        });
        session.Run(frames: 60);
        Assert.Equal(20, client.CopyOf(moved).transform.position.X, 0.02f);
        Assert.True(Quaternion.Angle(moved.transform.rotation, client.CopyOf(moved).transform.rotation) < 0.1f);
    }

    // The steps wrap, so that no sum of differences throws; what is shown stays a number.
    [Fact]
    public void TheLargestDifferencesDoNotOverflow()
    {
        DeltaNetworkTransform receiver = Make(typeof(NetworkTransformReliable), compress: true);
        foreach (long step in new[] { long.MaxValue, long.MaxValue, long.MinValue, long.MinValue, 1L })
        {
            var writer = new NetworkWriter();
            for (int axis = 0; axis < 3; axis++) writer.WriteVarLong(step);
            writer.WriteUInt(uint.MaxValue);
            for (int axis = 0; axis < 3; axis++) writer.WriteVarLong(step);
            Read(receiver, writer.ToArray(), initial: false);
        }
        Assert.True(float.IsFinite(receiver.transform.position.LengthSquared()));
    }

    private static DeltaNetworkTransform Make(Type kind, bool compress)
    {
        GameObject made = new World().CreateGameObject();
        made.AddComponent<NetworkIdentity>();
        var component = (DeltaNetworkTransform)made.AddComponent(kind);
        component.compressRotation = compress;
        component.syncScale = true;
        return component;
    }

    private static byte[] Write(DeltaNetworkTransform component, Vector3 position, bool initial)
    {
        component.transform.position = position;
        var writer = new NetworkWriter();
        component.OnSerialize(writer, initial);
        return writer.ToArray();
    }

    private static void Read(DeltaNetworkTransform component, byte[] bytes, bool initial) => component.OnDeserialize(new NetworkReader(bytes), initial);
}
