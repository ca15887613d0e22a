namespace Tain.Transports;

/// <summary>The transport of one world that shares a port with others; made by <see cref="SharedTransport.For"/>.</summary>
public sealed class SharedWorldTransport : MiddlewareTransport
{
    internal SharedWorldTransport(SharedTransport shared, string world, int maxConnections)
        : base(shared.Inner)
    {
        Shared = shared;
        World = world;
        MaxConnections = maxConnections;
    }

    /// <summary>The port.</summary>
    public SharedTransport Shared { get; }

    /// <summary>The name by which connections are handed over to this world.</summary>
    public string World { get; }

    /// <summary>How many connections the port sends to this world.</summary>
    public int MaxConnections { get; }

    /// <inheritdoc/>
    /// <remarks>One of the servers of a world can listen at a time.</remarks>
    public override TransportServer CreateServer() => new SharedServer(this);
}
