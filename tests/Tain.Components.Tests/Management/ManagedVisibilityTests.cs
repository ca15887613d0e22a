namespace Tain.Tests.Management;

/// <summary>behaviour.md 17.1: interest management that stands beside a manager decides for every server that the manager makes.</summary>
[Trait("Behaviour", "17.1")]
public class ManagedVisibilityTests
{
    [Fact]
    public void EachServerOfAManagerAsksIt()
    {
        var stage = new ManagedStage();
        ManagedSide server = stage.Add("server", manager => manager.gameObject.AddComponent<OwnOnly>());
        server.Manager.StartServer();
        stage.Join();
        server.Manager.StopServer();
        stage.Run(2);
        server.Manager.StartServer();
        ManagedSide[] clients = [stage.Join(), stage.Join()];

        Assert.Equal(2, server.Manager.numPlayers);
        foreach (ManagedSide client in clients) Assert.Same(client.Player!.netIdentity, Assert.Single(client.Client.spawned).Value);
        Assert.Empty(server.Log.Lines);
    }

    private sealed class OwnOnly : InterestManagement
    {
        public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver) => identity.connectionToClient == newObserver;

        public override void OnRebuildObservers(NetworkIdentity identity, HashSet<NetworkConnectionToClient> newObservers)
        {
            if (identity.connectionToClient is { } owner) newObservers.Add(owner);
        }
    }
}
