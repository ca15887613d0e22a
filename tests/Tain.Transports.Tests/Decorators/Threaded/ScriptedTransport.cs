namespace Tain.Transports.Decorators.Threaded;

/// <summary>Hands out one <see cref="ScriptedServer"/> and one <see cref="ScriptedClient"/>.</summary>
internal sealed class ScriptedTransport(ScriptedServer server, ScriptedClient? client = null) : Transport
{
    public override string Scheme => "script";

    public override TransportServer CreateServer() => server;

    public override TransportClient CreateClient() => client ?? throw new NotSupportedException("There is no script for a client.");
}
