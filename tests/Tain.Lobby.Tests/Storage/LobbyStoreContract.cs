using System.Collections.Immutable;
using Tain.Transports;

namespace Tain.Lobbies.Storage;

/// <summary>What every store of lobbies does.</summary>
public abstract class LobbyStoreContract
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero);

    private protected abstract ILobbyStore Store { get; }

    private protected async Task AddedLobbyReadsBackAsItWas()
    {
        LobbyState lobby = Create("a") with
        {
            Relay = new RelayPlace(uint.MaxValue, "203.0.113.7", 8_888, 9_999),
            IsStarted = true,
            Tags = ["one", "zwei ä '\"; drop table lobbies"],
            Annotations = [new LobbyAnnotation { Inject = true, Key = "k", Value = "v" }],
            Seats = [new LobbySeat("host", uint.MaxValue, true), new LobbySeat("guest", 7, false)],
        };
        Assert.True(await Store.TryAddAsync(lobby, 10, default));
        AssertSame(lobby, await Store.FindAsync("a", default));
        Assert.Null(await Store.FindAsync("b", default));
        Assert.Null(await Store.FindAsync("' or 1=1 --", default));
        Assert.False(await Store.TryAddAsync(lobby, 10, default));
    }

    private protected async Task ChangeIsWholeOrNothing()
    {
        LobbyState lobby = Create("a");
        Assert.True(await Store.TryAddAsync(lobby, 10, default));
        LobbyVerdict joined = await Store.ChangeAsync("a", state => LobbyRules.Join(state, "guest", Noon.AddMinutes(1)), default);
        AssertSame(joined.State!, await Store.FindAsync("a", default));
        Assert.Equal(["host", "guest"], joined.State!.Seats.Select(seat => seat.PlayerId));

        LobbyVerdict refused = await Store.ChangeAsync("a", _ => LobbyVerdict.Refuse(LobbyRefusal.Full), default);
        Assert.Equal(LobbyRefusal.Full, refused.Refusal);
        AssertSame(joined.State!, await Store.FindAsync("a", default));
        await Assert.ThrowsAsync<InvalidOperationException>(() => Store.ChangeAsync("a", _ => throw new InvalidOperationException("a rule that fails"), default));
        AssertSame(joined.State!, await Store.FindAsync("a", default));

        LobbyVerdict left = await Store.ChangeAsync("a", state => LobbyRules.Leave(state, "guest", Noon.AddMinutes(2)), default);
        AssertSame(left.State!, await Store.FindAsync("a", default));
        Assert.True((await Store.ChangeAsync("a", state => LobbyRules.Leave(state, "host", Noon), default)).IsRemoval);
        Assert.Null(await Store.FindAsync("a", default));
        Assert.Equal(LobbyRefusal.NotFound, (await Store.ChangeAsync("a", LobbyVerdict.Remove, default)).Refusal);
    }

    private protected async Task OneOfManyJoinsGetsTheLastPlace()
    {
        for (int round = 0; round < 10; round++)
        {
            string id = $"lobby{round}";
            Assert.True(await Store.TryAddAsync(Create(id) with { Capacity = 2 }, 100, default));
            LobbyVerdict[] verdicts = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Store.ChangeAsync(id, state => LobbyRules.Join(state, $"p{i}", Noon), default))));
            Assert.Single(verdicts, verdict => verdict.Refusal == LobbyRefusal.None);
            Assert.Equal(15, verdicts.Count(verdict => verdict.Refusal == LobbyRefusal.Full));
            Assert.Equal(2, (await Store.FindAsync(id, default))!.Seats.Length);
        }
    }

    private protected async Task PlayersWhoJoinAtOnceAllFindTheirPlace()
    {
        Assert.True(await Store.TryAddAsync(Create("a") with { Capacity = 33 }, 100, default));
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => Store.ChangeAsync("a", state => LobbyRules.Join(state, $"p{i}", Noon), default))));
        LobbyState lobby = (await Store.FindAsync("a", default))!;
        Assert.Equal(33, lobby.Seats.Length);
        Assert.Equal(33, lobby.Seats.Select(seat => seat.Token).Distinct().Count());
        await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => Store.ChangeAsync("a", state => LobbyRules.Leave(state, $"p{i}", Noon), default))));
        Assert.Single((await Store.FindAsync("a", default))!.Seats);
    }

    private protected async Task NoMoreLobbiesThanAllowedAlsoAtOnce()
    {
        bool[] added = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.TryAddAsync(Create($"l{i}"), 5, default))));
        Assert.Equal(5, added.Count(success => success));
        Assert.Equal(5, (await Store.ListAsync(100, default)).Count);
    }

    private protected async Task ListShowsTheNewestAndCountsAll()
    {
        for (int i = 0; i < 5; i++) Assert.True(await Store.TryAddAsync(Create($"l{i}") with { CreatedAt = Noon.AddMinutes(i) }, 100, default));
        (int count, IReadOnlyList<LobbyState> found) = await Store.ListAsync(3, default);
        Assert.Equal(5, count);
        Assert.Equal(["l4", "l3", "l2"], found.Select(lobby => lobby.Id));
        Assert.All(found, lobby => Assert.Single(lobby.Seats));
        (count, found) = await Store.ListAsync(100, default);
        Assert.Equal(5, count);
        Assert.Equal(5, found.Count);
    }

    private protected async Task UntouchedOnesAreFoundOldestFirst()
    {
        for (int i = 0; i < 5; i++) Assert.True(await Store.TryAddAsync(Create($"l{i}") with { TouchedAt = Noon.AddMinutes(-i) }, 100, default));
        Assert.Equal(["l4", "l3"], (await Store.FindUntouchedAsync(Noon.AddMinutes(-2), 10, default)).Select(lobby => lobby.Id));
        Assert.Equal(["l4"], (await Store.FindUntouchedAsync(Noon, 1, default)).Select(lobby => lobby.Id));
    }

    private protected static LobbyState Create(string id) => new()
    {
        Id = id,
        Name = "name",
        Capacity = 4,
        IsJoinable = true,
        Seats = [new LobbySeat("host", 5, true)],
        CreatedAt = Noon,
        TouchedAt = Noon,
    };

    private static void AssertSame(LobbyState expected, LobbyState? actual)
    {
        Assert.NotNull(actual);
        Assert.Equal(expected.Tags.AsEnumerable(), actual.Tags);
        Assert.Equal(expected.Annotations.AsEnumerable(), actual.Annotations);
        Assert.Equal(expected.Seats.AsEnumerable(), actual.Seats);
        ImmutableArray<string> tags = [];
        ImmutableArray<LobbyAnnotation> annotations = [];
        ImmutableArray<LobbySeat> seats = [];
        Assert.Equal(expected with { Tags = tags, Annotations = annotations, Seats = seats }, actual with { Tags = tags, Annotations = annotations, Seats = seats });
    }
}
