using System.Security.Cryptography.X509Certificates;

namespace Tanks.Server;

/// <summary>What the command line decided.</summary>
internal sealed record ServerSettings
{
    /// <summary>TCP port of the page and of WebSocket players; 0 takes a free one.</summary>
    public required ushort HttpPort { get; init; }

    /// <summary>The page's certificate, PEM with its chain; null serves plain HTTP.</summary>
    public string? CertificatePath { get; init; }

    /// <summary>Its private key, PEM; null when it is in the certificate's file.</summary>
    public string? CertificateKeyPath { get; init; }

    /// <summary>What these files hold, once it is read.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>UDP port of KCP players; 0 takes a free one.</summary>
    public required ushort KcpPort { get; init; }

    /// <summary>How many may play at once, bots included.</summary>
    public required int MaxPlayers { get; init; }

    /// <summary>How many programs join over KCP.</summary>
    public required int Bots { get; init; }

    /// <summary>Bots only, against a server elsewhere; null runs a server.</summary>
    public Uri? Connect { get; init; }

    /// <summary>The number of the arena.</summary>
    public required byte Arena { get; init; }

    /// <summary>How often a line of figures is printed; null prints none.</summary>
    public TimeSpan? Report { get; init; }
}
