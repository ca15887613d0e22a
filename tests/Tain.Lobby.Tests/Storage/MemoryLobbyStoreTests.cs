namespace Tain.Lobbies.Storage;

public class MemoryLobbyStoreTests : LobbyStoreContract
{
    private protected override ILobbyStore Store { get; } = new MemoryLobbyStore();

    [Fact]
    public Task ALobbyReadsBackAsItWas() => AddedLobbyReadsBackAsItWas();

    [Fact]
    public Task AChangeIsWholeOrNothing() => ChangeIsWholeOrNothing();

    [Fact]
    public Task OneOfManyJoinsAtOnceGetsTheLastPlace() => OneOfManyJoinsGetsTheLastPlace();

    [Fact]
    public Task AllWhoJoinAtOnceFindTheirPlace() => PlayersWhoJoinAtOnceAllFindTheirPlace();

    [Fact]
    public Task ThereAreNoMoreLobbiesThanAllowed() => NoMoreLobbiesThanAllowedAlsoAtOnce();

    [Fact]
    public Task TheListShowsTheNewestAndCountsAll() => ListShowsTheNewestAndCountsAll();

    [Fact]
    public Task AbandonedOnesAreFoundOldestFirst() => UntouchedOnesAreFoundOldestFirst();
}
