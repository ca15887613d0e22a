namespace Tain.Tests;

/// <summary>State messages of an owner whose mask names components that are not the owner's to decide, or not there.</summary>
[Trait("Behaviour", "16")]
public class HostileMaskTests
{
    private readonly Session _session = new();
    private readonly ClientSide _owner;
    private readonly ClientSide _other;
    private readonly Actor[] _components;

    public HostileMaskTests()
    {
        AddMixed(_session.Server.World);
        _owner = Join();
        _other = Join();
        _components = _session.Server.Spawn(_session.ConnectionOf(_owner), "Mixed").gameObject.GetComponents<Actor>();
        _session.Run(2);
    }

    // Component 0 and 2 are the owner's, component 1 is the server's.
    [Trait("Attack", "C-01")]
    [Theory]
    [InlineData(0b011UL)]
    [InlineData(0b110UL)]
    [InlineData(0b111UL)]
    [InlineData(0b1001UL)]
    [InlineData(1UL | (1UL << 63))]
    [InlineData(ulong.MaxValue)]
    public void AMaskThatMixesWhatIsTheOwnersWithWhatIsNotAppliesNothingAndEndsTheConnection(ulong mask)
    {
        Send(mask, parts: 4);
        _session.Run(4);

        AssertNothingApplied();
        Assert.False(_owner.Client.active);
        Assert.True(_other.Client.isConnected);
        Assert.Equal(1, _session.Server.Log.Count("beside components of its owner it names others"));
    }

    // Recorded: sync2.json, "a component that is server to client" and "mask of a component that is not there". Nothing behind the mask is read, so nothing is misread.
    [Trait("Attack", "C-01")]
    [Theory]
    [InlineData(0UL)]
    [InlineData(0b010UL)]
    [InlineData(0b1000UL)]
    [InlineData(0b1010UL)]
    [InlineData(1UL << 63)]
    public void AMaskOfNothingThatIsTheOwnersIsPassedOverAsInMirror(ulong mask)
    {
        Send(mask, parts: 4);
        _session.Run(4);

        AssertNothingApplied();
        Assert.True(_owner.Client.isConnected);

        // The message behind it is read as it was sent.
        Send(0b101, parts: 2);
        _session.Run(4);
        Assert.Equal([10, 100, 10], _components.Select(static component => component.health));
        Assert.Equal([10, 100, 10], _other.CopyOf(_components[0])!.gameObject.GetComponents<Actor>().Select(static component => component.health));
    }

    private void AssertNothingApplied() => Assert.All(_components, static component => Assert.Equal(100, component.health));

    private void Send(ulong mask, int parts)
    {
        var payload = new NetworkWriter();
        payload.WriteVarULong(mask);
        // No collections; of the SyncVars the first: health 10.
        for (int i = 0; i < parts; i++) payload.WriteBytes([10, 0, 0, 0, 0, 0, 0, 0, 0, 1, 20]);
        _owner.Client.Send(new EntityStateMessage { netId = _components[0].netId, payload = payload.ToArraySegment() });
    }

    private ClientSide Join()
    {
        ClientSide client = _session.Connect();
        AddMixed(client.World);
        _session.Run(6);
        return client;
    }

    private static void AddMixed(World world) => world.prefabs.Add("Mixed", 4243, static go =>
    {
        go.AddComponent<NetworkIdentity>();
        go.AddComponent<Actor>().syncDirection = SyncDirection.ClientToServer;
        go.AddComponent<Actor>();
        go.AddComponent<Actor>().syncDirection = SyncDirection.ClientToServer;
    });
}
