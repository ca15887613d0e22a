namespace Tain.Transports;

/// <summary>Where the reliable channel's packets go: into the datagram that the peer is filling.</summary>
internal interface ILiteNetOutput
{
    /// <summary>Takes a whole packet; its bytes are copied or sent before the call returns.</summary>
    void Output(ReadOnlySpan<byte> packet);
}
