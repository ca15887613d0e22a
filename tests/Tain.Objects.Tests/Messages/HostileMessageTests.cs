using System.Numerics;

namespace Tain.Tests;

/// <summary>
/// Random, truncated and flipped messages of every kind, sent as whole packets by a peer that is authenticated: nothing may throw out of a tick, and nobody else may notice.
/// </summary>
[Trait("Behaviour", "16"), Trait("Behaviour", "26")]
public class HostileMessageTests
{
    private const int Rounds = 400;

    [Trait("Attack", "S-09")]
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void AServerSurvivesAClientThatSendsRubbish(int seed)
    {
        var random = new Random(seed);
        var session = new Session(new NetworkServerOptions { sendRate = Session.Rate, exceptionsDisconnect = seed % 2 == 0 });
        ClientSide honest = session.Join();
        ClientSide hostile = session.Join();
        Actor owned = session.Server.Spawn(session.ConnectionOf(hostile), "Owned");
        session.Run(2);
        List<byte[]> samples = ServerSamples(owned.netId, session.ConnectionOf(hostile).identity!.netId, session.ConnectionOf(honest).identity!.netId);

        for (int round = 0; round < Rounds; round++)
        {
            if (!hostile.Client.active) hostile.Client.Connect("localhost");
            if (hostile.Client.isConnected) hostile.Client.connection!.SendRaw(Mutate(random, samples), random.Next(2));
            session.Run();
            Assert.Equal(0, session.Server.World.ScriptFailures);
        }

        AssertStillPlaying(session, honest);
    }

    [Trait("Attack", "S-09")]
    [Theory]
    [InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6)]
    public void AClientSurvivesAServerThatSendsRubbish(int seed)
    {
        var random = new Random(seed);
        var session = new Session();
        ClientSide honest = session.Join();
        ClientSide victim = session.Join(new NetworkClientOptions { sendRate = Session.Rate, exceptionsDisconnect = seed % 2 == 0 });
        Actor actor = session.Server.Spawn();
        session.Run(2);
        List<byte[]> samples = ClientSamples(actor.netId, session.ConnectionOf(victim).identity!.netId);

        for (int round = 0; round < Rounds; round++)
        {
            if (!victim.Client.active) victim.Client.Connect("localhost");
            foreach (NetworkConnectionToClient connection in session.NetworkServer.connections.Values)
            {
                if (connection.identity?.netId != honest.Client.localPlayer!.netId) connection.SendRaw(Mutate(random, samples), random.Next(2));
            }
            session.Run();
            Assert.Equal(0, victim.World.ScriptFailures);
        }

        AssertStillPlaying(session, honest);
    }

    [Fact]
    public void StateThatIsCutOffEndsTheConnectionWithOneLineThatSaysWhose()
    {
        var session = new Session();
        ClientSide honest = session.Join();
        ClientSide hostile = session.Join();
        Actor owned = session.Server.Spawn(session.ConnectionOf(hostile), "Owned");
        session.Run(2);

        hostile.Client.Send(new EntityStateMessage { netId = owned.netId, payload = new byte[] { 1, 10, 0, 0, 0 } });
        session.Run(4);

        Assert.False(hostile.Client.active);
        Assert.Equal(1, session.Server.Log.Count("connection(2) is disconnected: it sent state for"));
        AssertStillPlaying(session, honest);
    }

    [Fact]
    public void AStateSizeThatIsOffByLittleIsRepairedOnAClient()
    {
        var session = new Session();
        ClientSide client = session.Join();
        Actor secret = session.Server.Spawn(session.ConnectionOf(client), "Secret");
        session.Run(2);
        // Component 0 says 12 bytes but its reader takes 10; component 1 is whole.
        byte[] payload = [3, 12, 0, 0, 0, 0, 0, 0, 0, 0, 1, 14, 0xEE, 0xEE, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 16];

        session.ConnectionOf(client).Send(new EntityStateMessage { netId = secret.netId, payload = payload });
        session.Run(2);

        Actor[] copies = client.CopyOf(secret)!.gameObject.GetComponents<Actor>();
        Assert.Equal(7, copies[0].health);
        Assert.Equal(8, copies[1].health);
        Assert.Equal(1, client.Log.Count("10 bytes were read where"));
    }

    private static void AssertStillPlaying(Session session, ClientSide honest)
    {
        Assert.True(honest.Client.isConnected);
        Actor player = session.ConnectionOf(honest).identity!.GetComponent<Actor>()!;
        int health = player.health;
        honest.Player!.CmdHeal(1);
        session.Run(3);
        Assert.Equal(health + 1, honest.Player.health);
    }

    private static byte[] Mutate(Random random, List<byte[]> samples)
    {
        byte[] message = [.. samples[random.Next(samples.Count)]];
        switch (random.Next(4))
        {
            case 0:
                return message[..random.Next(2, message.Length + 1)];
            case 1:
                for (int flips = random.Next(1, 6); flips > 0; flips--) message[random.Next(2, Math.Max(3, message.Length)) % message.Length] = (byte)random.Next(256);
                return message;
            case 2:
                byte[] tail = new byte[random.Next(60)];
                random.NextBytes(tail);
                return [.. message[..2], .. tail];
            default:
                return message;
        }
    }

    private static List<byte[]> ServerSamples(uint owned, uint own, uint foreign)
    {
        ushort heal = Actor.Heal.GetStableHashCode16();
        byte[] state = [1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 20];
        return
        [
            Packed(new ReadyMessage()), Packed(new AddPlayerMessage()), Packed(new CommandMessage { netId = own, functionHash = heal, payload = new byte[] { 2 } }),
            Packed(new CommandMessage { netId = foreign, functionHash = heal, payload = new byte[] { 2 } }),
            Packed(new CommandMessage { netId = own, functionHash = Actor.Shout.GetStableHashCode16(), payload = new byte[] { 3, 0, 65, 66 } }),
            Packed(new EntityStateMessage { netId = owned, payload = state }), Packed(new EntityStateMessage { netId = foreign, payload = state }),
            Packed(new EntityStateMessageUnreliableBaseline { baselineTick = 1, netId = owned, payload = state }),
            Packed(new EntityStateMessageUnreliableDelta { baselineTick = 1, netId = owned, payload = state }),
            Packed(new NetworkPingMessage(double.NaN, 1)), Packed(new NetworkPongMessage(double.PositiveInfinity, 1, 2)), Packed(new TimeSnapshotMessage(double.NaN)),
        ];
    }

    private static List<byte[]> ClientSamples(uint netId, uint own)
    {
        byte[] initial = [1, 15, 0, 0, 0, 0, 0, 0, 0, 0];
        byte[] state = [1, 10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 20];
        return
        [
            Packed(new ObjectSpawnStartedMessage()), Packed(new ObjectSpawnFinishedMessage()), Packed(new NotReadyMessage()),
            Packed(new SpawnMessage { netId = 900, assetId = 1001, rotation = Quaternion.Identity, scale = Vector3.One, payload = initial }),
            Packed(new SpawnMessage { netId = 901, assetId = 1002, spawnFlags = SpawnFlags.isOwner | SpawnFlags.isLocalPlayer, scale = Vector3.One, payload = initial }),
            Packed(new SpawnMessage { netId = 902, sceneId = 77, payload = initial }), Packed(new SpawnMessage { netId = netId, assetId = 1001, payload = initial }),
            Packed(new ChangeOwnerMessage { netId = netId, spawnFlags = SpawnFlags.isOwner | SpawnFlags.isLocalPlayer }), Packed(new ObjectDestroyMessage { netId = netId }),
            Packed(new ObjectHideMessage { netId = own }), Packed(new EntityStateMessage { netId = netId, payload = state }),
            Packed(new EntityStateMessageUnreliableBaseline { baselineTick = 1, netId = netId, payload = initial }),
            Packed(new EntityStateMessageUnreliableDelta { baselineTick = 1, netId = netId, payload = state }),
            Packed(new RpcMessage { netId = netId, functionHash = Actor.Say.GetStableHashCode16(), payload = new byte[] { 3, 0, 65, 66 } }),
            Packed(new RpcMessage { netId = own, componentIndex = 9, functionHash = 3 }),
        ];
    }

    private static byte[] Packed<T>(T message) where T : struct, NetworkMessage
    {
        var writer = new NetworkWriter();
        NetworkMessages.Pack(message, writer);
        return writer.ToArray();
    }
}
