using System.Diagnostics.CodeAnalysis;
using System.Net;

namespace Tain.Transports;

/// <summary>One who may use a session: its number, and the address that it was last heard from.</summary>
internal sealed class RelayUser(uint id, RelayLimits limits)
{
    private readonly long _holdMs = (long)limits.AddressHold.TotalMilliseconds;

    public uint Id { get; } = id;

    public RelayAllowance Allowance { get; } = new(limits.UserBytesPerSecond, limits.UserPacketsPerSecond);

    public SocketAddress? Address { get; private set; }

    public long HeardMs { get; private set; }

    /// <summary>The number that a player has at its game server; 0 while it has no address.</summary>
    public int ConnectionId { get; set; }

    [MemberNotNullWhen(true, nameof(Address))]
    public bool IsBound => Address is not null;

    /// <summary>Whether a datagram from there is this user's. The address may change (a router forgot, a game was started again) once the old one is silent.</summary>
    /// <param name="from">The sender.</param>
    /// <param name="nowMs">The time.</param>
    /// <param name="moved">True when it is a new address.</param>
    public bool TryHear(SocketAddress from, long nowMs, out bool moved)
    {
        moved = !IsBound || !DatagramAddress.Comparer.Equals(Address, from);
        if (moved && IsBound && nowMs - HeardMs < _holdMs) return false;
        if (moved) Address = DatagramAddress.Copy(from);
        HeardMs = nowMs;
        return true;
    }

    public void Unbind()
    {
        Address = null;
        ConnectionId = 0;
    }
}
