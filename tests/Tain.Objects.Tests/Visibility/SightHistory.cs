using Tain.Simulation;

namespace Tain.Tests;

/// <summary>One random history, told to a server and to a <see cref="SightModel"/> alike.</summary>
internal sealed class SightHistory
{
    private const int MaxClients = 6;
    private const int MaxObjects = 25;

    private static readonly string[] s_prefabs = ["Actor", "Secret", "Fast", "Bare"];
    private static readonly string[] s_groups = ["cellar", "attic", "garden"];

    private readonly int _seed;
    private readonly SightOptions _options;
    private readonly Random _random;
    private readonly Session _session;
    private readonly SightModel _model = new();
    private readonly ListedRule? _rule;
    private readonly Dictionary<string, VisibilityGroup> _groups = [];
    private readonly Dictionary<int, ClientSide> _clients = [];
    private readonly Dictionary<(int, uint), NetworkIdentity> _copies = [];
    private readonly HashSet<uint> _retold = [];
    private readonly List<string> _story = [];
    private bool _settled;

    /// <param name="seed">Where all chance comes from.</param>
    /// <param name="options">How the server sends.</param>
    public SightHistory(int seed, SightOptions options)
    {
        _options = options;
        _session = new(new NetworkServerOptions
        {
            sendRate = Session.Rate,
            unreliableBaselineRate = 8,
            joinBytesPerTick = options.JoinBytes,
            joinBytesPerTickTotal = options.JoinBytes * 2,
            maxBytesPerTick = options.StateBytes,
        });
        _seed = seed;
        _random = new Random(seed);
        foreach (string name in s_groups) _groups[name] = Server.CreateGroup(name);
        if (!options.WithRule) return;
        _rule = _session.Server.World.CreateGameObject("interest").AddComponent<ListedRule>();
        _model.Rule = [];
    }

    /// <summary>Of how many objects one client was owed something, at most.</summary>
    public int MostOwed { get; private set; }

    /// <summary>How many objects waited to be sent to one client, at most.</summary>
    public int MostPending { get; private set; }

    private NetworkServer Server => _session.NetworkServer;

    public void Run(int frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            _story.Add($"-- frame {frame}");
            for (int i = _random.Next(1, 5); i > 0; i--) Step();
            _session.Run();
            Compare();
            _model.Interrupted.Clear();
            _retold.Clear();
        }
        // Once nothing happens any more, nothing waits and nothing is owed.
        _session.Run(MaxObjects * 8);
        _settled = true;
        Compare();
        Assert.All(_clients.Keys, id => Assert.Equal(0, Server.connections[id].Sight.Debts.Count));
        Assert.All(_clients.Keys, id => Assert.Equal(0, Server.connections[id].pendingSpawns));
        Assert.All(_clients.Values, client => Assert.Empty(client.Log.Lines));
        Assert.Empty(_session.Server.Log.Lines);
    }

    private void Step()
    {
        int choice = _random.Next(100);
        if (choice < 6) Connect();
        else if (choice < 22) Spawn();
        else if (choice < 26) Despawn();
        else if (choice < 50) Change();
        else if (choice < 62) MoveOrRebuild();
        else if (choice < 72) Subscribe();
        else if (choice < 80) ShowOrHide();
        else if (choice < 86) Own();
        else if (choice < 92) ChangeVisibility();
        else if (choice < 95) ChangeReadiness();
        else if (choice < 97) ReplacePlayer();
        else Disconnect();
    }

    // Frames in which nothing else happens bring a client in; whether it gets a player is decided later.
    private void Connect()
    {
        if (_clients.Count >= MaxClients) return;
        ClientSide client = _session.Connect(new NetworkClientOptions { sendRate = Session.Rate, autoReady = false });
        int[] before = [.. Server.connections.Keys];
        _session.Run(2);
        int id = Server.connections.Keys.Except(before).Single();
        client.Client.OnNotReadyEvent += client.Client.DestroyAllClientObjects;      // as a change of scenes would
        _clients.Add(id, client);
        _model.Viewers.Add(id, new ModelViewer());
        Tell($"connect {id}");
        if (_random.Next(3) == 0) MakeReady(id);
        else AddPlayer(id);
    }

    private void MakeReady(int id)
    {
        Tell($"{id} is ready");
        _clients[id].Client.ready = true;
        if (Server.connections[id].identity is null) _model.Viewers[id].IsReady = true;
        else _model.GiveWorld(id);
        Server.SetClientReady(Server.connections[id]);
    }

    private void AddPlayer(int id)
    {
        Tell($"{id} gets a player");
        _clients[id].Client.ready = true;
        GameObject player = _session.Server.World.Instantiate("Actor");
        _model.GiveWorld(id);
        Server.AddPlayerForConnection(Server.connections[id], player);
        _model.Spawn(player.GetComponent<NetworkIdentity>()!.netId, id, null, Visibility.Default);
    }

    private void Spawn()
    {
        if (_model.Objects.Count >= MaxObjects) return;
        NetworkIdentity identity = _session.Server.World.Instantiate(Any(s_prefabs)).GetComponent<NetworkIdentity>()!;
        int? owner = _random.Next(4) == 0 ? AnyViewer() : null;
        string? group = _rule is null && _random.Next(2) == 0 ? Any(s_groups) : null;
        identity.visibility = _random.Next(6) == 0 ? (Visibility)_random.Next(3) : Visibility.Default;
        if (group is not null) _groups[group].Add(identity);
        Server.Spawn(identity.gameObject, owner is { } id ? Server.connections[id] : null);
        Tell($"spawn {identity.netId} {identity.visibility} of {owner} in {group}");
        _model.Spawn(identity.netId, owner, group, identity.visibility);
    }

    private void Despawn()
    {
        if (AnyObject() is not { } one || IsPlayer(one)) return;
        Tell($"destroy {one.NetId}");
        Server.Destroy(Server.spawned[one.NetId].gameObject);
        _model.Despawn(one.NetId);
    }

    private void Change()
    {
        if (AnyObject() is not { } one) return;
        Actor[] actors = Server.spawned[one.NetId].gameObject.GetComponents<Actor>();
        if (actors.Length == 0) return;
        Actor actor = actors[_random.Next(actors.Length)];
        actor.health = _random.Next();
        if (_random.Next(3) == 0) actor.title = $"title {_random.Next(100)}";
        if (_random.Next(12) != 0 || IsPlayer(one)) return;
        one.IsActive = !one.IsActive;
        Tell($"{one.NetId} active {one.IsActive}");
        actor.gameObject.SetActive(one.IsActive);
    }

    private void MoveOrRebuild()
    {
        if (AnyObject() is not { } one) return;
        NetworkIdentity identity = Server.spawned[one.NetId];
        if (_rule is null && _random.Next(4) != 0)
        {
            string group = Any(s_groups);
            Tell($"{one.NetId} into {group}");
            _groups[group].Add(identity);
            _model.PutInto(one, group);
            return;
        }
        if (_rule is not null)
        {
            int[] viewers = [.. _clients.Keys.Where(_ => _random.Next(2) == 0)];
            _rule.List(identity, [.. viewers.Select(id => Server.connections[id])]);
            _model.Rule![one.NetId] = [.. viewers];
        }
        bool initialize = _random.Next(3) == 0;
        Tell($"rebuild {one.NetId} {initialize}");
        Rebuild(one, initialize);
    }

    private void Rebuild(ModelObject one, bool initialize)
    {
        Server.RebuildObservers(Server.spawned[one.NetId], initialize);
        _model.Rebuild(one, initialize);
        if (initialize) _retold.Add(one.NetId);
    }

    private void Subscribe()
    {
        if (_rule is not null || AnyViewer() is not { } id) return;
        string group = Any(s_groups);
        bool isIn = _random.Next(3) != 0;
        Tell($"{id} {(isIn ? "sees" : "leaves")} {group}");
        if (isIn) _groups[group].Subscribe(Server.connections[id], _random.Next(_options.MaxEvery) + 1);
        else _groups[group].Unsubscribe(Server.connections[id]);
        if (isIn) _model.Subscribe(id, group);
        else _model.Unsubscribe(id, group);
    }

    private void ShowOrHide()
    {
        if (AnyObject() is not { } one || AnyViewer() is not { } id) return;
        NetworkIdentity identity = Server.spawned[one.NetId];
        bool show = _random.Next(2) == 0;
        Tell($"{(show ? "show" : "hide")} {one.NetId} for {id}");
        if (show) Server.ShowForConnection(identity, Server.connections[id]);
        else Server.HideForConnection(identity, Server.connections[id]);
        if (show) _model.Show(one, id);
        else _model.Hide(one, id);
    }

    private void Own()
    {
        if (AnyObject() is not { } one || IsPlayer(one)) return;
        if (one.Owner is not null)
        {
            Tell($"nobody owns {one.NetId}");
            Server.spawned[one.NetId].RemoveClientAuthority();
            _model.Release(one);
        }
        else if (AnyViewer() is { } id)
        {
            Tell($"{id} owns {one.NetId}");
            Server.spawned[one.NetId].AssignClientAuthority(Server.connections[id]);
            _model.Assign(one, id);
        }
    }

    private void ChangeVisibility()
    {
        if (AnyObject() is not { } one || IsPlayer(one)) return;
        one.Visibility = (Visibility)_random.Next(3);
        Server.spawned[one.NetId].visibility = one.Visibility;
        bool initialize = _random.Next(2) == 0;
        Tell($"{one.NetId} is {one.Visibility}, rebuild {initialize}");
        Rebuild(one, initialize);
    }

    private void ChangeReadiness()
    {
        if (AnyViewer() is not { } id) return;
        ModelViewer viewer = _model.Viewers[id];
        if (!viewer.IsReady)
        {
            MakeReady(id);
        }
        else if (!viewer.HasWorld)
        {
            AddPlayer(id);
        }
        else
        {
            Tell($"{id} is not ready");
            Server.SetClientNotReady(Server.connections[id]);
            _model.TakeWorld(id);
            // Its client destroys what it had; that takes a frame.
            _session.Run();
        }
    }

    private void ReplacePlayer()
    {
        if (AnyViewer() is not { } id || !_model.Viewers[id].HasWorld) return;
        uint before = Server.connections[id].identity!.netId;
        ReplacePlayerOptions what = Any([ReplacePlayerOptions.KeepAuthority, ReplacePlayerOptions.KeepActive, ReplacePlayerOptions.Destroy]);
        GameObject player = _session.Server.World.Instantiate("Actor");
        Server.ReplacePlayerForConnection(Server.connections[id], player, what);
        uint now = player.GetComponent<NetworkIdentity>()!.netId;
        Tell($"{id} plays {now} instead of {before}, {what}");
        _model.GiveWorld(id);
        _model.Spawn(now, id, null, Visibility.Default);
        if (what == ReplacePlayerOptions.KeepActive) _model.Release(_model.Objects[before]);
        if (what == ReplacePlayerOptions.Destroy) _model.Despawn(before);
    }

    private void Disconnect()
    {
        if (AnyViewer() is not { } id) return;
        Tell($"{id} goes");
        foreach (ModelObject one in _model.Objects.Values.Where(one => one.Owner == id).ToArray()) _model.Despawn(one.NetId);
        _model.TakeWorld(id);
        _model.Viewers.Remove(id);
        _clients[id].Client.Disconnect();
        _clients.Remove(id);
        _session.Run(3);
    }

    private void Compare()
    {
        Assert.Equal(Sorted(_model.Objects.Keys), Sorted(Server.spawned.Keys));
        foreach (ModelObject one in _model.Objects.Values)
        {
            NetworkIdentity identity = Server.spawned[one.NetId];
            Check(one.Viewers.Order().SequenceEqual(identity.observers.Keys.Order()),
                $"{one.NetId} should be seen by {string.Join(' ', one.Viewers.Order())}, the server says {string.Join(' ', identity.observers.Keys.Order())}");
            Check(identity.observers.Count == one.Viewers.Count, $"{one.NetId} counts its observers wrong");
            int pending = identity.observers.Values.Count(observer => observer.IsPending(identity));
            Check(pending == identity.PendingObservers, $"{one.NetId} waits for {pending} observers and counts {identity.PendingObservers}");
        }
        foreach ((int id, ClientSide client) in _clients)
        {
            NetworkConnectionToClient connection = Server.connections[id];
            Check(Sorted(_model.SeenBy(id)).SequenceEqual(Sorted(connection.observing.Select(identity => identity.netId))), $"what {id} observes is not what the model says");
            Check(connection.observing.Count == _model.SeenBy(id).Count(), $"{id} counts what it observes wrong");
            if (!_model.Viewers[id].HasWorld) continue;
            uint[] pending = [.. connection.observing.Where(connection.IsPending).Select(identity => identity.netId)];
            Check(pending.Length == connection.pendingSpawns, $"{id} counts what it is to be sent wrong");
            Check(pending.All(netId => Server.spawned[netId].connectionToClient != connection), $"{id} waits for what it owns");
            MostPending = Math.Max(MostPending, pending.Length);
            Check(Sorted(_model.SeenBy(id).Except(pending)).SequenceEqual(Sorted(client.Client.spawned.Keys)),
                $"{id} should have {string.Join(' ', Sorted(_model.SeenBy(id)))} without {string.Join(' ', Sorted(pending))} and has {string.Join(' ', Sorted(client.Client.spawned.Keys))}");
            CompareCopies(id, client);
        }
    }

    private void CompareCopies(int id, ClientSide client)
    {
        MostOwed = Math.Max(MostOwed, Server.connections[id].Sight.Debts.Count);
        if (client.Client.localPlayer is not null && (_settled || !_options.MayBeLate))
        {
            string? difference = ReplicaCheck.FindDifference(Server, client.Client, component => component.syncMethod != SyncMethod.Hybrid || (WasSeen(id, component.netId) && !_retold.Contains(component.netId)), mayLackPending: true);
            Check(difference is null, $"{id}: {difference}");
        }
        foreach (NetworkIdentity copy in client.Client.spawned.Values)
        {
            Check(!WasSeen(id, copy.netId) || ReferenceEquals(_copies[(id, copy.netId)], copy), $"{id} saw {copy.netId} all the time and had it made anew");
            _copies[(id, copy.netId)] = copy;
        }
    }

    // Hybrid changes go by the other channel, which may overtake the spawn; the next frame repeats them.
    private bool WasSeen(int id, uint netId) => _copies.TryGetValue((id, netId), out NetworkIdentity? before) && !before.isDestroyed && !_model.Interrupted.Contains((id, netId));

    private void Tell(string what) => _story.Add(what);

    private void Check(bool holds, string what) => Assert.True(holds, $"seed {_seed}: {what}\n{string.Join('\n', _story.TakeLast(40))}");

    private bool IsPlayer(ModelObject one) => Server.connections.Values.Any(connection => connection.identity?.netId == one.NetId);

    private ModelObject? AnyObject() => _model.Objects.Count == 0 ? null : _model.Objects.Values.ElementAt(_random.Next(_model.Objects.Count));

    private int? AnyViewer() => _clients.Count == 0 ? null : _clients.Keys.ElementAt(_random.Next(_clients.Count));

    private T Any<T>(T[] values) => values[_random.Next(values.Length)];

    private static IEnumerable<uint> Sorted(IEnumerable<uint> ids) => ids.Order();
}
