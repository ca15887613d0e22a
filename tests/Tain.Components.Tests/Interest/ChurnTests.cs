using System.Numerics;

namespace Tain.Tests.Interest;

// A server runs for years. Whoever has come and gone, and whatever was spawned and taken away, leaves nothing behind: no table holds it, and none has grown.
public class ChurnTests
{
    private const int WarmUp = 4_000;
    private const int Visits = 2_000;
    private const int AtATime = 12;

    [Fact]
    public void WithoutARule() => Churn<SpatialHashingInterestManagement>(rule => rule.enabled = false, visits: 10_000);

    [Fact]
    public void InAGrid() => Churn<SpatialHashingInterestManagement>(rule => (rule.rebuildInterval, rule.rings, rule.farSendEvery) = (0.1f, 2, 3));

    [Fact]
    public void InAGridOfHexagons() => Churn<HexSpatialHash3DInterestManagement>(rule => (rule.visRange, rule.rebuildInterval, rule.minMoveDistance) = (40, 0, 0));

    [Fact]
    public void ByDistance() => Churn<DistanceInterestManagement>(rule => (rule.rebuildInterval, rule.visRange) = (0.1f, 40));

    [Fact]
    public void ByTeam() => Churn<TeamInterestManagement>();

    [Fact]
    public void ByMatch() => Churn<MatchInterestManagement>();

    [Fact]
    public void BySceneAndDistance() => Churn<SceneDistanceInterestManagement>(rule => rule.visRange = 40);

    [Fact]
    public void ByCheckers() => Churn<CheckerInterestManagement>();

    private static void Churn<TRule>(Action<TRule>? configure = null, int visits = Visits) where TRule : InterestManagementBase, new()
    {
        var town = new Town<TRule>(configure);
        town.Pass(WarmUp);
        long size = town.Measure();

        town.Pass(visits);

        // Cells and groups that are used again have room for more, the longer it goes. One entry of a table per visit would be three: the entry, its bucket and what it holds.
        Assert.InRange(town.Measure(), 0, size + (2 * visits));
        Assert.Empty(town.Log.Lines);
    }

    /// <summary>A place with some things that stay, to which clients come, bring things, and leave.</summary>
    private sealed class Town<TRule> where TRule : InterestManagementBase, new()
    {
        private const double FrameSeconds = 1.0 / 64;

        private readonly ManualClock _clock = new();
        private readonly RevolvingDoor _door = new();
        private readonly World _world;
        private readonly NetworkServer _server;
        private readonly Random _random = new(4);
        private readonly Queue<GameObject> _strewn = new();
        private readonly Scene[] _scenes;
        private int _lastId;
        private int _present;

        public Town(Action<TRule>? configure)
        {
            _world = new World(new WorldOptions { TimeProvider = _clock, LoggerFactory = Log });
            _scenes = [_world.scenes.CreateScene("cellar"), _world.scenes.CreateScene("attic")];
            _server = new NetworkServer(_world, _door, new NetworkServerOptions { sendRate = 64, maxBytesPerTick = 300, joinBytesPerTick = 400, joinBytesPerTickTotal = 1_500 });
            TRule rule = _world.CreateGameObject("rule").AddComponent<TRule>();
            configure?.Invoke(rule);
            _server.Listen();
        }

        public RecordedLog Log { get; } = new();

        /// <summary>Lets clients come and go, one each tick.</summary>
        public void Pass(int visits)
        {
            for (int i = 0; i < visits; i++)
            {
                _door.Enter(++_lastId);
                Tick();
                Settle(_server.connections[_lastId]);
                if (++_present > AtATime) Leave();
                Stir();
            }
        }

        /// <summary>Empties the place, and looks what is left.</summary>
        public long Measure()
        {
            while (_present > 0) Leave();
            while (_strewn.TryDequeue(out GameObject? thing)) _server.Destroy(thing);
            // Levels of a grid and waiting wake-ups last a while.
            for (int i = 0; i < 1_000; i++) Tick();
            Reachable all = Reachable.From(_world);
            string[] dead = [.. all.Of<NetworkConnectionToClient>(), .. all.Of<NetworkIdentity>()];
            Assert.True(dead.Length == 0, string.Join('\n', dead));
            return all.Size;
        }

        private void Settle(NetworkConnectionToClient visitor)
        {
            _server.AddPlayerForConnection(visitor, Make());
            if (_lastId % 3 == 0) _server.Spawn(Make(), visitor);
            GameObject thing = Make();
            _server.Spawn(thing);
            _strewn.Enqueue(thing);
            if (_strewn.Count <= 2 * AtATime) return;
            GameObject oldest = _strewn.Dequeue();
            if (_lastId % 2 == 0) _server.Destroy(oldest);
            else SpawnAgain(oldest);
        }

        private void SpawnAgain(GameObject thing)
        {
            _server.UnSpawn(thing);
            _server.Spawn(thing);
            _server.Destroy(thing);
        }

        private void Leave()
        {
            NetworkConnectionToClient first = _server.connections[_lastId - _present + 1];
            if (first.connectionId % 5 == 0) _server.SetClientNotReady(first);
            _door.Leave(first.connectionId);
            _present--;
            Tick();
        }

        private void Stir()
        {
            foreach (NetworkIdentity identity in _server.spawned.Values)
            {
                if (_random.Next(3) > 0) continue;
                identity.GetComponent<Hero>()!.score++;
                identity.transform.position = Place();
                if (identity.GetComponent<NetworkTeam>() is { } team) team.teamId = $"{_lastId % 7}";
                if (identity.GetComponent<NetworkMatch>() is { } match) match.matchId = new Guid(_lastId % 7, 0, 0, new byte[8]);
                if (_random.Next(8) == 0) _world.scenes.MoveGameObjectToScene(identity.gameObject, _scenes[_lastId % 2]);
            }
        }

        private GameObject Make()
        {
            GameObject made = _world.CreateGameObject("thing");
            made.transform.position = Place();
            made.AddComponent<NetworkIdentity>().assetId = 7;
            made.AddComponent<Hero>().syncInterval = _random.Next(2) * 0.1f;
            if (_random.Next(2) == 0) made.AddComponent<NetworkTeam>().teamId = "";
            if (_random.Next(2) == 0) made.AddComponent<NetworkMatch>();
            if (_random.Next(4) == 0) made.AddComponent<DistanceInterestManagementCustomRange>().visRange = 10 + (_random.Next(2) * 190);
            if (typeof(TRule) == typeof(CheckerInterestManagement)) made.AddComponent<NetworkProximityChecker>().visRange = 40;
            return made;
        }

        private Vector3 Place() => new(_random.Next(100), _random.Next(10), _random.Next(100));

        private void Tick()
        {
            _clock.Advance(FrameSeconds);
            _world.Tick((float)FrameSeconds);
        }
    }
}
