namespace Tain.LoadTest;

/// <summary>Which Rpc came.</summary>
/// <param name="NetId">The object it was called on.</param>
/// <param name="ComponentIndex">The component of the object.</param>
/// <param name="FunctionHash">The function, see <see cref="RemoteFunction.HashOf"/>.</param>
public readonly record struct LoadRpc(uint NetId, byte ComponentIndex, ushort FunctionHash);
