namespace Tain.Transports;

/// <summary>What the library knows of a connection.</summary>
/// <param name="State">Where it stands.</param>
/// <param name="Remote">Who is at the other end.</param>
/// <param name="Listener">The listener it came through; 0 when it was made here.</param>
/// <param name="EndReason">Valve's number for why it ended, see <see cref="SteamEnd"/>.</param>
/// <param name="EndText">The text beside it, written by either end, in printable ASCII.</param>
internal readonly record struct SteamStatus(SteamConnectionState State, SteamAddress Remote, uint Listener, int EndReason, string EndText);
