namespace Tain.Messages;

/// <summary>The server as a client sees it.</summary>
public class ServerConnection : NetworkConnection
{
    /// <summary>Where the server is, as it was asked for; null before the connect.</summary>
    public string? ServerAddress { get; internal set; }

    internal override string AddressText => ServerAddress ?? "server";

    private protected override double LatePing => 2;

    /// <inheritdoc/>
    public override string ToString() => $"connection(server {ServerAddress})";
}
