using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Tain.Transports;

/// <summary>A game: one server, its players, and the numbers by which the server knows them.</summary>
internal sealed class RelaySession(uint id, uint serverUserId, RelayLimits limits, bool isPermanent, long nowMs)
{
    private readonly Dictionary<uint, RelayUser> _players = [];
    private readonly Dictionary<int, RelayUser> _connections = [];
    private int _lastConnectionId;

    public uint Id { get; } = id;

    public bool IsPermanent { get; } = isPermanent;

    public RelayUser Server { get; } = new(serverUserId, limits);

    public RelayAllowance Allowance { get; } = new(limits.SessionBytesPerSecond, limits.SessionPacketsPerSecond);

    public long HeardMs { get; set; } = nowMs;

    public int PlayerCount => _players.Count;

    public int ConnectionCount => _connections.Count;

    public bool TryAdd(uint userId) => _players.Count < limits.MaxUsersPerSession && _players.TryAdd(userId, new RelayUser(userId, limits));

    public bool TryFindPlayer(uint userId, [NotNullWhen(true)] out RelayUser? player) => _players.TryGetValue(userId, out player);

    public bool TryFindConnection(int connectionId, [NotNullWhen(true)] out RelayUser? player) => _connections.TryGetValue(connectionId, out player);

    /// <summary>A player has a new address and so is somebody new to the game server, which tells players apart by this number as by an address.</summary>
    public void Connect(RelayUser player)
    {
        Disconnect(player);
        do
        {
            _lastConnectionId = _lastConnectionId == int.MaxValue ? 1 : _lastConnectionId + 1;
        }
        while (_connections.ContainsKey(_lastConnectionId));
        player.ConnectionId = _lastConnectionId;
        _connections.Add(player.ConnectionId, player);
    }

    public bool Remove(uint userId)
    {
        if (!_players.Remove(userId, out RelayUser? player)) return false;
        Disconnect(player);
        return true;
    }

    /// <summary>Forgets the addresses of players who have long been silent.</summary>
    public void UnbindSilent(long nowMs)
    {
        long limitMs = (long)limits.UserTimeout.TotalMilliseconds;
        foreach (RelayUser player in _players.Values)
        {
            if (!player.IsBound || nowMs - player.HeardMs < limitMs) continue;
            Disconnect(player);
            player.Unbind();
        }
        Debug.Assert(_connections.Count <= _players.Count, "A player has one connection at most.");
    }

    private void Disconnect(RelayUser player)
    {
        if (player.ConnectionId != 0) _connections.Remove(player.ConnectionId);
    }
}
