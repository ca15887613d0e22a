using Tain.Transports.Contract;

namespace Tain.Transports.Steam;

/// <summary>The contract of all transports, between IP addresses, without Steam.</summary>
public class SteamIPContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new SteamSubject(SteamRoute.IP);
}
