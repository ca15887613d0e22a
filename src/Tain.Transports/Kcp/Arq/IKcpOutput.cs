namespace Tain.Transports;

/// <summary>Takes the datagrams that the reliability core makes.</summary>
internal interface IKcpOutput
{
    /// <summary>Sends one datagram. Its first bytes, as many as the headroom given to the flush, are the receiver's to fill in.</summary>
    void Output(Span<byte> datagram);
}
