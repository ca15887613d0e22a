namespace Tain.Transports;

/// <summary>
/// Packets over Steam's networking sockets, as FizzySteamworks and FizzyFacepunch send them in their SteamSockets mode: a message is the batch and one byte behind it, the
/// channel's number. It runs on Steam's library (<c>steam_api</c>) or on Valve's open GameNetworkingSockets, whichever is there, through their flat functions.
/// </summary>
/// <remarks>
/// <para>With Steam's library the game starts Steam itself (<c>SteamAPI_Init</c> or the game server's) before an endpoint starts. GameNetworkingSockets is started here.</para>
/// <para>Below the messages everything is Valve's: encryption, congestion control, routes and clocks. <see cref="Transport.TimeProvider"/> bounds <see cref="ConnectTimeoutMs"/> only.</para>
/// </remarks>
public sealed class SteamTransport : Transport
{
    /// <summary>Valve's largest message, the channel's byte included.</summary>
    internal const int LargestMessageBytes = 512 * 1_024;

    /// <summary>What travels in one UDP packet of Valve's with room to spare, in bytes: Fizzy's number for unreliable packets.</summary>
    internal const int DatagramPacketBytes = 1_200;

    /// <summary>How a server is reached. Default <see cref="SteamRoute.PeerToPeer"/>.</summary>
    public SteamRoute Route { get; init; }

    /// <summary>The virtual port of peer-to-peer connections, 0 to 65535: several services of one game. Default 0, Fizzy's.</summary>
    public int VirtualPort { get; init; }

    /// <summary>The UDP port of <see cref="SteamRoute.IP"/>: the one a server binds, 0 lets the library choose, and the one a client uses when its address names none. Default 7777.</summary>
    public ushort Port { get; init; } = 7777;

    /// <summary>True: use the interface of Steam's game server, which a dedicated server starts, instead of the user's. Default false.</summary>
    public bool UseGameServer { get; init; }

    /// <summary>Connections a server takes, those that are being made among them, at least 1; more are closed at once with a reason. Default 100.</summary>
    public int MaxConnections { get; init; } = 100;

    /// <summary>The largest packet in bytes, both ways, 1200 to 524287: Valve's largest message without the channel's byte. A larger one ends its sender. Default 524287.</summary>
    public int MaxPacketBytes { get; init; } = LargestMessageBytes - 1;

    /// <summary>
    /// Bytes that may wait to be sent on one connection, at least 524288. When it is full an unreliable packet is lost and a reliable one ends the connection with
    /// <see cref="TransportError.Congestion"/>. Default 4194304; Valve's own is 524288, one large packet.
    /// </summary>
    public int SendBufferBytes { get; init; } = 4 * 1_024 * 1_024;

    /// <summary>Messages read in one tick, at least 256, in steps of 256: by a client from its server, by a server from all connections in the order in which they came. Default 10000.</summary>
    public int MaxMessagesPerTick { get; init; } = 10_000;

    /// <summary>Milliseconds that a client may take to connect in all, at least 1. Default 25000, Fizzy's.</summary>
    public int ConnectTimeoutMs { get; init; } = 25_000;

    /// <summary>Milliseconds of silence after which Valve ends a connection, at least 100. Default 10000, Valve's.</summary>
    public int TimeoutMs { get; init; } = 10_000;

    /// <summary>
    /// True: take IP connections from peers that cannot show who they are, which is the rule with GameNetworkingSockets without certificates. For development, says Valve.
    /// Default false: the library's own rule.
    /// </summary>
    public bool AllowWithoutAuthentication { get; init; }

    /// <summary>Where the library is; null looks for Steam's under its usual names, then for GameNetworkingSockets. Default null.</summary>
    public string? LibraryPath { get; init; }

    /// <inheritdoc/>
    public override string Scheme => "steam";

    /// <summary>
    /// True: Valve's libraries encrypt. False with <see cref="AllowWithoutAuthentication"/>, because then somebody between the ends can pass for either.
    /// </summary>
    public override bool IsEncrypted => !AllowWithoutAuthentication;

    /// <summary>True when one of the libraries is there; asking loads it. Whether Steam runs shows when an endpoint starts.</summary>
    public override bool IsAvailable => Sockets is not null || (!OperatingSystem.IsBrowser() && SteamLibrary.IsThere(LibraryPath));

    /// <summary>What stands in for the library; null loads it. For tests.</summary>
    internal ISteamSockets? Sockets { get; init; }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new SteamServer(this);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        return new SteamClient(this);
    }

    /// <summary>The library, loaded at the first call.</summary>
    /// <exception cref="InvalidOperationException">There is none, or Steam is not started.</exception>
    internal ISteamSockets LoadSockets() => Sockets ?? SteamLibrary.Load(LibraryPath, UseGameServer);

    internal SteamSettings ToSettings() => new(SendBufferBytes, ConnectTimeoutMs, TimeoutMs, AllowWithoutAuthentication);

    private void Validate()
    {
        InRange((int)Route, 0, (int)SteamRoute.IP, nameof(Route));
        InRange(VirtualPort, 0, ushort.MaxValue, nameof(VirtualPort));
        InRange(MaxConnections, 1, int.MaxValue, nameof(MaxConnections));
        InRange(MaxPacketBytes, DatagramPacketBytes, LargestMessageBytes - 1, nameof(MaxPacketBytes));
        InRange(SendBufferBytes, LargestMessageBytes, int.MaxValue, nameof(SendBufferBytes));
        InRange(MaxMessagesPerTick, SteamInput.BatchMessages, int.MaxValue, nameof(MaxMessagesPerTick));
        InRange(ConnectTimeoutMs, 1, int.MaxValue, nameof(ConnectTimeoutMs));
        InRange(TimeoutMs, 100, int.MaxValue, nameof(TimeoutMs));
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"SteamTransport.{name} must be {least} to {most}.");
    }
}
