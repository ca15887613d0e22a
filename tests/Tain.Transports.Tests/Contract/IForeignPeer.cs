namespace Tain.Transports.Contract;

/// <summary>A peer that does not keep to the protocol. It never blocks; what it does it does in <see cref="Pump"/>.</summary>
public interface IForeignPeer : IDisposable
{
    /// <summary>True when the server has given it up, as far as the wire shows it: the stream is closed, or no datagram has come for a long while.</summary>
    bool IsGivenUp { get; }

    /// <summary>Sends and reads what can be sent and read now. Called once per tick.</summary>
    void Pump();
}
