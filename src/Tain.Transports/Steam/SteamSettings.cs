namespace Tain.Transports;

/// <summary>What the library is told for a connection, or for a listener and all that it accepts.</summary>
/// <param name="SendBufferBytes">Bytes that may wait.</param>
/// <param name="ConnectTimeoutMs">Milliseconds to connect.</param>
/// <param name="TimeoutMs">Milliseconds of silence.</param>
/// <param name="AllowWithoutAuthentication">Whether IP peers need not show who they are.</param>
internal readonly record struct SteamSettings(int SendBufferBytes, int ConnectTimeoutMs, int TimeoutMs, bool AllowWithoutAuthentication);
