namespace Tain.Scenarios.HostAndRemote;

/// <summary>What an object is to the compared client after a step, by the server's books.</summary>
/// <param name="IsSeen">The client observes it.</param>
/// <param name="IsOwned">The client owns it.</param>
/// <param name="OwnerOnly">Bit per component: only the owner gets its state.</param>
/// <param name="FromClient">Bit per component: the owner decides its state.</param>
internal readonly record struct Sight(bool IsSeen, bool IsOwned, ulong OwnerOnly, ulong FromClient);
