using System.Numerics;

namespace Tain.Tests.Interest;

/// <summary>A random history of a rule: things and players move, come and go. After each step everybody sees exactly what an oracle says.</summary>
internal sealed class SightWalk<TRule>(int seed, Action<TRule> configure, Func<NetworkIdentity, NetworkIdentity, bool?> oracle) where TRule : InterestManagementBase, new()
{
    private const float Size = 70;

    private readonly Random _random = new(seed);
    private readonly InterestStage<TRule> _stage = new(configure);
    private readonly List<NetworkIdentity> _things = [];
    private int _step;

    public void Run(int steps)
    {
        for (int i = 0; i < 15; i++) Spawn();
        for (int i = 0; i < 2; i++) _stage.Join(Anywhere());
        for (_step = 0; _step < steps; _step++)
        {
            for (int i = _random.Next(1, 5); i > 0; i--) Change();
            _stage.Settle();
            Check();
        }
    }

    private void Change()
    {
        foreach (NetworkIdentity thing in _things) thing.GetComponent<Hero>()!.score += _random.Next(2);
        switch (_random.Next(12))
        {
            case 0: Spawn(); break;
            case 1 when _things.Count > 5: Despawn(); break;
            case 2 when _stage.Clients.Count < 5: _stage.Join(Anywhere()); break;
            case 3 when _stage.Clients.Count > 1: _stage.Leave(AnyClient()); break;
            case 4: Spawn(owner: AnyClient()); break;
            case 5: AnyClient().Place.position = Anywhere(); break;
            case 6: Respawn(AnyClient()); break;
            case 7: Reload(AnyClient()); break;
            case 8 when Any<DistanceInterestManagementCustomRange>() is { } custom: custom.visRange = _random.Next(1, 120); break;
            case 9: HandOver(); break;
            default: Move(); break;
        }
    }

    private void Move()
    {
        foreach (NetworkIdentity thing in _things)
        {
            if (_random.Next(3) == 0) thing.transform.position = _random.Next(5) == 0 ? Anywhere() : thing.transform.position + Anywhere() / 10;
        }
        foreach (InterestClient client in _stage.Clients) client.Place.position += Anywhere() / 8;
    }

    private void Spawn(InterestClient? owner = null) => _things.Add(_stage.Spawn(Anywhere(), _random.Next(4) == 0 ? "Beacon" : "Thing", owner));

    private void Despawn()
    {
        NetworkIdentity thing = _things[_random.Next(_things.Count)];
        if (_random.Next(2) == 0) _stage.Server.UnSpawn(thing.gameObject);
        else _stage.Server.Destroy(thing.gameObject);
        _things.Remove(thing);
    }

    // Another player object, elsewhere.
    private void Respawn(InterestClient client)
    {
        GameObject made = _stage.World.Instantiate("Player");
        made.transform.position = Anywhere();
        _stage.Server.ReplacePlayerForConnection(client.Connection, made, ReplacePlayerOptions.Destroy);
        _stage.Run(3);
    }

    private void Reload(InterestClient client)
    {
        _stage.Server.SetClientNotReady(client.Connection);
        Move();
        _stage.Run(_random.Next(2) == 0 ? 2 : 70);
        client.Client.DestroyAllClientObjects();
        client.Client.Ready();
        _stage.Run(3);
    }

    private void HandOver()
    {
        NetworkIdentity thing = _things[_random.Next(_things.Count)];
        if (thing.connectionToClient is not null) thing.RemoveClientAuthority();
        else thing.AssignClientAuthority(AnyClient().Connection);
    }

    private void Check()
    {
        // What left with its owner.
        _things.RemoveAll(thing => thing.isDestroyed);
        // A hand-over alone moves nothing, and who was the owner is asked about when something does.
        foreach (NetworkIdentity thing in _stage.Server.spawned.Values.ToArray()) _stage.Server.RebuildObservers(thing, false);
        _stage.Run(2);
        foreach (NetworkIdentity thing in _stage.Server.spawned.Values)
        {
            foreach (InterestClient client in _stage.Clients)
            {
                bool? should = thing.connectionToClient == client.Connection ? true : oracle(thing, client.Player);
                bool sees = thing.observers.ContainsKey(client.Connection.connectionId);
                Assert.True(should is null || should == sees,
                    $"Seed {seed}, step {_step}: {thing.name} at {thing.transform.position} should be seen from {client.Place.position}: {should}, is: {sees}.");
            }
        }
        _stage.CheckReplicas();
    }

    private T? Any<T>() where T : class => _things.Select(thing => thing.GetComponent<T>()).FirstOrDefault(found => found is not null);

    private InterestClient AnyClient() => _stage.Clients[_random.Next(_stage.Clients.Count)];

    private Vector3 Anywhere() => new(Along(), Along(), Along());

    private float Along() => (_random.NextSingle() - 0.5f) * 2 * Size;
}
