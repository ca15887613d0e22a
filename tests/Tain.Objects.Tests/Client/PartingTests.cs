namespace Tain.Tests;

// What scripts do while they are told that their object, or their part in it, ends.
[Trait("Behaviour", "8.6")]
public class PartingTests
{
    private readonly Session _session = new();

    [Theory]
    [InlineData("OnStopLocalPlayer", true)]
    [InlineData("OnStopLocalPlayer", false)]
    [InlineData("OnStopClient", true)]
    [InlineData("OnStopClient", false)]
    public void AScriptMayEndTheSessionWhileItIsToldOfAnEnd(string when, bool theServerEndsIt)
    {
        ClientSide client = _session.Join();
        Actor player = client.Player!;
        player.Journal.Clear();
        int told = 0;
        player.During = (self, what) =>
        {
            if (what != when) return;
            // Far beyond what is right, and before the stack is full.
            Assert.True(++told < 50, "it is told again and again");
            self.NetworkClient.Shutdown();
        };

        if (theServerEndsIt) _session.NetworkServer.Destroy(_session.ConnectionOf(client).identity!.gameObject);
        else client.Client.Shutdown();
        _session.Run(4);

        Assert.Equal(["OnStopClient", "OnStopLocalPlayer"], player.Journal.Order(StringComparer.Ordinal));
        Assert.Empty(client.Client.spawned);
        Assert.Null(client.Player);
        Assert.True(player.isDestroyed);
        Assert.Empty(client.Log.Lines);
        Assert.Empty(_session.NetworkServer.connections.Values);
    }

    [Fact]
    public void APlayerThatIsRetiredMayTakeItsObjectAway()
    {
        ClientSide client = _session.Join();
        Actor player = client.Player!;
        player.Journal.Clear();
        player.During = (self, what) =>
        {
            if (what == "OnStopLocalPlayer") self.world.DestroyImmediate(self.gameObject);
        };

        _session.NetworkServer.ReplacePlayerForConnection(_session.ConnectionOf(client), _session.Server.World.Instantiate("Actor"), ReplacePlayerOptions.KeepAuthority);
        _session.Run(2);

        Assert.Equal(["OnStopLocalPlayer", "OnStopClient"], player.Journal);
        Assert.True(player.isDestroyed);
        Assert.NotSame(player, client.Player);
        Assert.Equal([client.Player!.netIdentity], client.Client.connection!.owned);
        Assert.Empty(client.Log.Lines);
    }
}
