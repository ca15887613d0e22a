using System.Collections.Concurrent;

namespace Tain.Lobbies.Kit;

/// <summary>A relay that only writes down what it is asked.</summary>
internal sealed class FakeRelay : IRelayAllocator
{
    private readonly Lock _turn = new();
    private uint _last = 100;

    public ConcurrentDictionary<uint, HashSet<uint>> Sessions { get; } = new();

    /// <summary>True: it does nothing of what it is asked.</summary>
    public bool IsAway { get; set; }

    /// <summary>What happens before a session is opened.</summary>
    public Func<Task> BeforeOpen { get; set; } = () => Task.CompletedTask;

    public uint LastServerUser { get; private set; }

    public async Task<RelayAllocation> OpenAsync(uint serverUser, IReadOnlyList<uint> users, CancellationToken cancellation)
    {
        await BeforeOpen();
        Require();
        lock (_turn)
        {
            LastServerUser = serverUser;
            Sessions[++_last] = [.. users];
            return new RelayAllocation(_last, "203.0.113.7", 8_888, 9_999);
        }
    }

    public Task AddUserAsync(uint session, uint user, CancellationToken cancellation) => Do(session, users => users.Add(user));

    public Task RemoveUserAsync(uint session, uint user, CancellationToken cancellation) => Do(session, users => users.Remove(user));

    public Task CloseAsync(uint session, CancellationToken cancellation)
    {
        Require();
        Sessions.TryRemove(session, out _);
        return Task.CompletedTask;
    }

    public Task<bool> IsOpenAsync(uint session, CancellationToken cancellation)
    {
        Require();
        return Task.FromResult(Sessions.ContainsKey(session));
    }

    private Task Do(uint session, Action<HashSet<uint>> action)
    {
        Require();
        lock (_turn) action(Sessions[session]);
        return Task.CompletedTask;
    }

    private void Require()
    {
        if (IsAway) throw new RelayUnavailableException("The relay is away.");
    }
}
