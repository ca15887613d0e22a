namespace Tain.Transports.Decorators.Threaded;

/// <summary>Hands out one <see cref="ScriptedServer"/>.</summary>
internal sealed class ScriptedTransport(ScriptedServer server) : Transport
{
    public override string Scheme => "script";

    public override TransportServer CreateServer() => server;

    public override TransportClient CreateClient() => throw new NotSupportedException("There is no script for a client.");
}
