namespace Tain.Transports;

/// <summary>Why a connection did not get in.</summary>
internal enum TcpRefusal
{
    /// <summary>As many connections as the server takes.</summary>
    ServerFull,

    /// <summary>As many connections as it takes from one address.</summary>
    TooManyFromOneAddress,

    /// <summary>The system could not hand it over: it had left again, or there are no more handles.</summary>
    AcceptFailed,
}
