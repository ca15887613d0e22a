namespace Tain.Transports;

/// <summary>What is known of a new connection when it is decided to which world it goes.</summary>
/// <param name="ConnectionId">Its id, in whatever world it is.</param>
/// <param name="Address">Where it comes from, as text.</param>
public readonly record struct SharedConnectionRequest(int ConnectionId, string Address);
