using Npgsql;
using Tain.Lobbies.Kit;

namespace Tain.Lobbies.Storage;

/// <summary>The same on a real PostgreSQL: one cluster for all tests, a database for each.</summary>
public sealed class PostgresLobbyStoreTests : LobbyStoreContract, IClassFixture<PostgresLobbyStoreTests.Fixture>
{
    private readonly Fixture _fixture;
    private readonly Lazy<PostgresLobbyStore> _store;

    public PostgresLobbyStoreTests(Fixture fixture)
    {
        _fixture = fixture;
        _store = new Lazy<PostgresLobbyStore>(() => Prepared(fixture.Cluster.CreateDatabase()));
    }

    private protected override ILobbyStore Store => _store.Value;

    [PostgresFact]
    public Task ALobbyReadsBackAsItWas() => AddedLobbyReadsBackAsItWas();

    [PostgresFact]
    public Task AChangeIsWholeOrNothing() => ChangeIsWholeOrNothing();

    [PostgresFact]
    public Task OneOfManyJoinsAtOnceGetsTheLastPlace() => OneOfManyJoinsGetsTheLastPlace();

    [PostgresFact]
    public Task AllWhoJoinAtOnceFindTheirPlace() => PlayersWhoJoinAtOnceAllFindTheirPlace();

    [PostgresFact]
    public Task ThereAreNoMoreLobbiesThanAllowed() => NoMoreLobbiesThanAllowedAlsoAtOnce();

    [PostgresFact]
    public Task TheListShowsTheNewestAndCountsAll() => ListShowsTheNewestAndCountsAll();

    [PostgresFact]
    public Task AbandonedOnesAreFoundOldestFirst() => UntouchedOnesAreFoundOldestFirst();

    [PostgresFact]
    public async Task ServicesThatStartAtOnceMakeTheTablesOnce()
    {
        NpgsqlDataSource database = _fixture.Cluster.Open(_fixture.Cluster.CreateDatabase());
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => new PostgresLobbyStore(database).PrepareAsync(default))));
        await new PostgresLobbyStore(database).PrepareAsync(default);
        await using NpgsqlCommand count = database.CreateCommand("select count(*) from lobby_schema");
        Assert.Equal(1L, await count.ExecuteScalarAsync());
    }

    [PostgresFact]
    public async Task ADatabaseOfANewerVersionIsLeftAlone()
    {
        NpgsqlDataSource database = _fixture.Cluster.Open(_fixture.Cluster.CreateDatabase());
        await new PostgresLobbyStore(database).PrepareAsync(default);
        await using NpgsqlCommand later = database.CreateCommand("insert into lobby_schema (step) values (1000)");
        await later.ExecuteNonQueryAsync();
        InvalidOperationException refused = await Assert.ThrowsAsync<InvalidOperationException>(() => new PostgresLobbyStore(database).PrepareAsync(default));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task LobbiesOutliveTheService()
    {
        string connection = _fixture.Cluster.CreateDatabase();
        PostgresLobbyStore first = Prepared(connection);
        Assert.True(await first.TryAddAsync(Create("a"), 10, default));
        Assert.Equal("name", (await Prepared(connection).FindAsync("a", default))!.Name);
    }

    private PostgresLobbyStore Prepared(string connection)
    {
        var store = new PostgresLobbyStore(_fixture.Cluster.Open(connection));
        store.PrepareAsync(default).GetAwaiter().GetResult();
        return store;
    }

    /// <summary>Starts the cluster when the first test wants it, so that nothing fails where there is none.</summary>
    public sealed class Fixture : IDisposable
    {
        private readonly Lazy<PostgresCluster> _cluster = new();

        public PostgresCluster Cluster => _cluster.Value;

        public void Dispose()
        {
            if (_cluster.IsValueCreated) _cluster.Value.Dispose();
        }
    }
}
