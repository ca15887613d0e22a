namespace Tain.Components.Tests.Transforms;

[Trait("Behaviour", "21.2")]
public sealed class NetworkTransformReliableTests : DeltaNetworkTransformTests<NetworkTransformReliable>;
