using Dapper;
using Npgsql;

namespace Tain.Lobbies;

/// <summary>Lobbies in PostgreSQL, for several services beside each other and for restarts. A lobby's row is locked from reading to writing, so changes of one lobby queue up.</summary>
internal sealed class PostgresLobbyStore(NpgsqlDataSource database) : ILobbyStore, IAsyncDisposable
{
    // Held while lobbies are counted and one is added, so that the limit is exact.
    private const long AddLock = 0x7461_696e_6164_6421;

    private const string Columns = """
        lobby_id as LobbyId, name as Name, capacity as Capacity, is_joinable as IsJoinable, is_started as IsStarted, tags as Tags, annotations::text as Annotations,
        relay_session as RelaySession, relay_host as RelayHost, relay_server_port as RelayServerPort, relay_client_port as RelayClientPort,
        created_at as CreatedAt, touched_at as TouchedAt
        """;

    private const string Insert = """
        insert into lobbies (lobby_id, name, capacity, is_joinable, is_started, tags, annotations, relay_session, relay_host, relay_server_port, relay_client_port, created_at, touched_at)
        select @LobbyId, @Name, @Capacity, @IsJoinable, @IsStarted, @Tags, @Annotations::jsonb, @RelaySession, @RelayHost, @RelayServerPort, @RelayClientPort, @CreatedAt, @TouchedAt
        where (select count(*) from lobbies) < @Limit
        on conflict do nothing
        """;

    private const string Update = """
        update lobbies set name = @Name, capacity = @Capacity, is_joinable = @IsJoinable, is_started = @IsStarted, tags = @Tags, annotations = @Annotations::jsonb,
            relay_session = @RelaySession, relay_host = @RelayHost, relay_server_port = @RelayServerPort, relay_client_port = @RelayClientPort, touched_at = @TouchedAt
        where lobby_id = @LobbyId
        """;

    private const string InsertSeat = "insert into lobby_players (lobby_id, player_id, token, is_host) values (@LobbyId, @PlayerId, @Token, @IsHost)";

    public Task PrepareAsync(CancellationToken cancellation) => Migrations.ApplyAsync(database, cancellation);

    public async Task<bool> TryAddAsync(LobbyState lobby, int maxLobbies, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        CommandDefinition Command(string sql, object values) => new(sql, values, transaction, cancellationToken: cancellation);
        await connection.ExecuteAsync(Command("select pg_advisory_xact_lock(@AddLock)", new { AddLock })).ConfigureAwait(false);
        var values = new DynamicParameters(LobbyRow.From(lobby));
        values.Add("Limit", maxLobbies);
        if (await connection.ExecuteAsync(Command(Insert, values)).ConfigureAwait(false) == 0) return false;
        await connection.ExecuteAsync(Command(InsertSeat, lobby.Seats.Select(seat => ToRow(lobby.Id, seat)))).ConfigureAwait(false);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return true;
    }

    public async Task<LobbyState?> FindAsync(string id, CancellationToken cancellation) =>
        (await ReadAsync("where lobby_id = @id", new { id }, cancellation).ConfigureAwait(false)).SingleOrDefault();

    public async Task<(int Count, IReadOnlyList<LobbyState> Lobbies)> ListAsync(int limit, CancellationToken cancellation)
    {
        IReadOnlyList<LobbyState> lobbies = await ReadAsync("order by created_at desc limit @limit", new { limit }, cancellation).ConfigureAwait(false);
        if (lobbies.Count < limit) return (lobbies.Count, lobbies);
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        return (await connection.ExecuteScalarAsync<int>(new CommandDefinition("select count(*)::int from lobbies", cancellationToken: cancellation)).ConfigureAwait(false), lobbies);
    }

    public Task<IReadOnlyList<LobbyState>> FindUntouchedAsync(DateTimeOffset since, int limit, CancellationToken cancellation) =>
        ReadAsync("where touched_at < @since order by touched_at limit @limit", new { since = since.UtcDateTime, limit }, cancellation);

    public async Task<LobbyVerdict> ChangeAsync(string id, Func<LobbyState, LobbyVerdict> rule, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        CommandDefinition Command(string sql, object values) => new(sql, values, transaction, cancellationToken: cancellation);
        LobbyRow? row = await connection.QuerySingleOrDefaultAsync<LobbyRow>(Command($"select {Columns} from lobbies where lobby_id = @id for update", new { id })).ConfigureAwait(false);
        if (row is null) return LobbyVerdict.Refuse(LobbyRefusal.NotFound);
        IEnumerable<SeatRow> seats = await connection.QueryAsync<SeatRow>(Command(
            "select lobby_id as LobbyId, player_id as PlayerId, token as Token, is_host as IsHost from lobby_players where lobby_id = @id order by seat", new { id })).ConfigureAwait(false);
        LobbyState before = row.ToState(seats);
        LobbyVerdict verdict = rule(before);
        if (verdict.State is not { } after) return verdict;
        if (verdict.IsRemoval)
        {
            await connection.ExecuteAsync(Command("delete from lobbies where lobby_id = @id", new { id })).ConfigureAwait(false);
        }
        else
        {
            await connection.ExecuteAsync(Command(Update, LobbyRow.From(after))).ConfigureAwait(false);
            string[] gone = [.. before.Seats.Except(after.Seats).Select(seat => seat.PlayerId)];
            if (gone.Length > 0) await connection.ExecuteAsync(Command("delete from lobby_players where lobby_id = @id and player_id = any(@gone)", new { id, gone })).ConfigureAwait(false);
            foreach (LobbySeat seat in after.Seats.Except(before.Seats)) await connection.ExecuteAsync(Command(InsertSeat, ToRow(id, seat))).ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return verdict;
    }

    public ValueTask DisposeAsync() => database.DisposeAsync();

    private static SeatRow ToRow(string lobbyId, LobbySeat seat) => new() { LobbyId = lobbyId, PlayerId = seat.PlayerId, Token = seat.Token, IsHost = seat.IsHost };

    // Both queries see one moment of the database, so that no lobby is without its players.
    private async Task<IReadOnlyList<LobbyState>> ReadAsync(string filter, object values, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellation).ConfigureAwait(false);
        LobbyRow[] rows = [.. await connection.QueryAsync<LobbyRow>(new CommandDefinition($"select {Columns} from lobbies {filter}", values, transaction, cancellationToken: cancellation)).ConfigureAwait(false)];
        string[] ids = Array.ConvertAll(rows, row => row.LobbyId);
        ILookup<string, SeatRow> seats = (await connection.QueryAsync<SeatRow>(new CommandDefinition(
            "select lobby_id as LobbyId, player_id as PlayerId, token as Token, is_host as IsHost from lobby_players where lobby_id = any(@ids) order by seat",
            new { ids },
            transaction,
            cancellationToken: cancellation)).ConfigureAwait(false)).ToLookup(seat => seat.LobbyId);
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
        return Array.ConvertAll(rows, row => row.ToState(seats[row.LobbyId]));
    }
}
