using Dapper;
using Npgsql;

namespace Tain.Lobbies;

/// <summary>
/// The tables, step by step: a database that has step 1 gets 2 and later. A step that was released is never changed; a new one is added at the end.
/// Several services may start at once: one of them does it, the others wait.
/// </summary>
internal static class Migrations
{
    // Any number that nobody else uses for such a lock in this database.
    private const long Lock = 0x7461_696e_6c6f_6262;

    private static readonly string[] Steps =
    [
        """
        create table lobbies (
            lobby_id text primary key,
            name text not null,
            capacity integer not null check (capacity > 0),
            is_joinable boolean not null,
            is_started boolean not null,
            tags text[] not null,
            annotations jsonb not null,
            relay_session bigint,
            relay_host text,
            relay_server_port integer,
            relay_client_port integer,
            created_at timestamptz not null,
            touched_at timestamptz not null
        );
        create index lobbies_touched_at on lobbies (touched_at);
        create index lobbies_created_at on lobbies (created_at);
        create table lobby_players (
            lobby_id text not null references lobbies on delete cascade,
            player_id text not null,
            token bigint not null,
            is_host boolean not null,
            seat bigint generated always as identity,
            primary key (lobby_id, player_id),
            unique (lobby_id, token)
        );
        """,
    ];

    public static async Task ApplyAsync(NpgsqlDataSource database, CancellationToken cancellation)
    {
        await using NpgsqlConnection connection = await database.OpenConnectionAsync(cancellation).ConfigureAwait(false);
        await using NpgsqlTransaction transaction = await connection.BeginTransactionAsync(cancellation).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_xact_lock(@Lock)", new { Lock }, transaction, cancellationToken: cancellation)).ConfigureAwait(false);
        await connection.ExecuteAsync(new CommandDefinition(
            "create table if not exists lobby_schema (step integer primary key, applied_at timestamptz not null default now())", null, transaction, cancellationToken: cancellation)).ConfigureAwait(false);
        int done = await connection.ExecuteScalarAsync<int>(new CommandDefinition("select coalesce(max(step), 0) from lobby_schema", null, transaction, cancellationToken: cancellation)).ConfigureAwait(false);
        if (done > Steps.Length) throw new InvalidOperationException($"The database has step {done} of the lobby's tables; this version knows {Steps.Length}. Use the newer version.");
        for (int step = done + 1; step <= Steps.Length; step++)
        {
            await connection.ExecuteAsync(new CommandDefinition(Steps[step - 1], null, transaction, cancellationToken: cancellation)).ConfigureAwait(false);
            await connection.ExecuteAsync(new CommandDefinition("insert into lobby_schema (step) values (@step)", new { step }, transaction, cancellationToken: cancellation)).ConfigureAwait(false);
        }
        await transaction.CommitAsync(cancellation).ConfigureAwait(false);
    }
}
