namespace Tain.Transports;

/// <summary>Why an endpoint ignored a datagram that came from its relay.</summary>
internal enum RelayDropReason : byte
{
    /// <summary>Nothing behind the header, or not even that.</summary>
    TooShort,

    /// <summary>Neither a ping nor data.</summary>
    UnknownType,

    /// <summary>Data of the connection 0, which no client can have.</summary>
    NoConnection,
}
