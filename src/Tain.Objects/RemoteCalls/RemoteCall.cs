using System.ComponentModel;

namespace Tain;

/// <summary>One entry of a <see cref="RemoteCallTable"/>: what to run for a function hash, and for whom.</summary>
/// <param name="Kind">Which way the call travels.</param>
/// <param name="FunctionFullName">The signature that is hashed, in Mirror's spelling.</param>
/// <param name="Hash">The 16 bits on the wire.</param>
/// <param name="RequiresAuthority">Whether only the owner may call; meaningful for Commands.</param>
/// <param name="Call">Reads the parameters and runs the user's code.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed record RemoteCall(RemoteCallKind Kind, string FunctionFullName, ushort Hash, bool RequiresAuthority, RemoteCallDelegate Call);
