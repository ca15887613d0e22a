using Tain.Transports.Contract;

namespace Tain.Transports.Steam;

/// <summary>The contract of all transports, between Steam identities, without Steam.</summary>
public class SteamContractTests : TransportContract
{
    protected override TransportSubject CreateSubject() => new SteamSubject();
}
