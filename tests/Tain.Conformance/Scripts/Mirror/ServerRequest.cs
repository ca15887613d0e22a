using Tain;

namespace Mirror.Discovery;

/// <summary>A message of a part of Mirror that Tain does not have yet, by its recorded description: what the weaver makes of it must have the recorded bytes.</summary>
public struct ServerRequest : NetworkMessage
{
}
