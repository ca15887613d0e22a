namespace Tain.Discovery;

/// <summary>"Is there a server?" A game that wants to ask more has a request of its own, see <see cref="NetworkDiscoveryBase{Request, Response}"/>.</summary>
[WireName("Mirror.Discovery.ServerRequest")]
public struct ServerRequest : NetworkMessage
{
}
