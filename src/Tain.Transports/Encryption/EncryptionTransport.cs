using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// Encrypts another transport as Mirror does: ECDH on P-256, HKDF, AES-256-GCM, byte for byte, so that a stock Mirror client or server with encryption is on the other side
/// as well as one of ours. Replayed, reflected and forged packets are not taken.
/// <code>
/// var server = new EncryptionTransport(new KcpTransport()) { ServerKey = EncryptionServerKey.LoadOrCreate("server.pem") };
/// var client = new EncryptionTransport(new KcpTransport()) { TrustedFingerprints = ["2f0d...d535"] };
/// </code>
/// </summary>
/// <remarks>
/// <para>
/// A client must know whose key to expect, or anybody between the two can read along: set one of <see cref="TrustedFingerprints"/>, <see cref="AcceptServer"/> and
/// <see cref="AcceptAnyServer"/>, else its Connect throws an <see cref="InvalidOperationException"/>. The server never checks who a client is; that is for an authenticator.
/// </para>
/// <para>
/// The server must speak first: a client is connected with the first packet that it can decrypt, and gives up after <see cref="HandshakeTimeoutMs"/> without one.
/// Tain's and Mirror's servers ping every client at once; code of your own that uses the transport alone sends something when a client has connected, or sets
/// <see cref="ExchangeGreetings"/>.
/// </para>
/// <para>
/// Packets are <c>29</c> bytes longer, so the largest one is so much smaller. In a browser the system has no such cipher; there <c>wss</c> encrypts, and
/// <see cref="IsAvailable"/> is false.
/// </para>
/// </remarks>
public sealed class EncryptionTransport : MiddlewareTransport
{
    /// <summary>Describes an encrypted transport.</summary>
    /// <param name="inner">The transport that carries the encrypted packets.</param>
    public EncryptionTransport(Transport inner)
        : base(inner)
    {
    }

    /// <summary>A server's key. Null, the default: each server endpoint makes one of its own, so that nobody can pin it for longer than that server lives.</summary>
    public EncryptionServerKey? ServerKey { get; init; }

    /// <summary>
    /// A client's trusted servers: fingerprints of 64 hex digits, as <see cref="EncryptionServerKey.Fingerprint"/> shows them. Two are in the list while a key is being
    /// replaced. Default empty.
    /// </summary>
    public IReadOnlyList<string> TrustedFingerprints { get; init; } = [];

    /// <summary>
    /// A client's own judge of servers: gets a fingerprint (64 hex digits, lower case) and returns whether to trust it. It is called from the client's TryReceive, and what it
    /// throws comes out there. Null, the default: there is none.
    /// </summary>
    public Func<string, bool>? AcceptServer { get; init; }

    /// <summary>
    /// True: a client takes any server's key, as Mirror does unless told. Whoever stands between the two can then read and change everything. Default false.
    /// </summary>
    public bool AcceptAnyServer { get; init; }

    /// <summary>Milliseconds that each of the two steps of the handshake may take, 100 to 60000. Default 2000, as in Mirror.</summary>
    public int HandshakeTimeoutMs { get; init; } = 2_000;

    /// <summary>
    /// Milliseconds after the handshake within which a client must have sent something that its key encrypted, else a server ends the connection; 0 waits for ever.
    /// Only clients that never send anything need that, and only without <see cref="ExchangeGreetings"/>. Default 30000.
    /// </summary>
    public int ConfirmationTimeoutMs { get; init; } = 30_000;

    /// <summary>Connections in the middle of the handshake that a server keeps, 1 to 1000000; beyond it the oldest makes room. Default 1024.</summary>
    public int MaxHandshakes { get; init; } = 1_024;

    /// <summary>
    /// Key exchanges that a server does in a second, 1 to 1000000; clients that come too fast repeat their request 50 ms later. One takes about 0.2 ms. Default 500.
    /// </summary>
    public int MaxKeyExchangesPerSecond { get; init; } = 500;

    /// <summary>
    /// True: both ends send one packet when the handshake is over, which neither hands up, so that a connection is there before anybody has something to say. Both ends must
    /// be Tain's and set it alike; a Mirror peer would take the packet for a broken message. For programs that use a transport without messages. Default false.
    /// </summary>
    public bool ExchangeGreetings { get; init; }

    /// <inheritdoc/>
    public override bool IsEncrypted => true;

    /// <summary>Mirror's name for it.</summary>
    public override string EncryptionCipher => "AES256-GCM";

    /// <inheritdoc/>
    public override bool IsAvailable => AesGcm.IsSupported && Inner.IsAvailable;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="InvalidOperationException">The inner transport's packets are too small for the handshake.</exception>
    /// <exception cref="PlatformNotSupportedException">The system has no AES-GCM, for example in a browser.</exception>
    public override TransportServer CreateServer()
    {
        Validate();
        return new EncryptionServer(this, CheckRoom(Inner.CreateServer(), server => server.GetMaxPacketBytes(Channel.Unreliable)));
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException">A setting is outside its range.</exception>
    /// <exception cref="ArgumentException"><see cref="TrustedFingerprints"/> holds something that is no fingerprint.</exception>
    /// <exception cref="InvalidOperationException">
    /// It is said in more than one way which server to trust, or the inner transport's packets are too small for the handshake. (Not at all: Connect throws.)
    /// </exception>
    /// <exception cref="PlatformNotSupportedException">The system has no AES-GCM, for example in a browser.</exception>
    public override TransportClient CreateClient()
    {
        Validate();
        var trust = TrustedServers.From(this);
        return new EncryptionClient(this, trust, CheckRoom(Inner.CreateClient(), client => client.GetMaxPacketBytes(Channel.Unreliable)));
    }

    private static T CheckRoom<T>(T inner, Func<T, int> maxPacketBytes)
        where T : IDisposable
    {
        int bytes = maxPacketBytes(inner);
        if (bytes >= EncryptionWire.AckBytes) return inner;
        inner.Dispose();
        throw new InvalidOperationException($"The encryption handshake needs packets of {EncryptionWire.AckBytes} bytes, and the inner transport takes only {bytes}.");
    }

    private void Validate()
    {
        if (!AesGcm.IsSupported)
        {
            throw new PlatformNotSupportedException(
                "This system has no AES-GCM, so an EncryptionTransport cannot work on it. In a browser connect by wss instead: there TLS encrypts.");
        }
        InRange(HandshakeTimeoutMs, 100, 60_000, nameof(HandshakeTimeoutMs));
        InRange(ConfirmationTimeoutMs, 0, int.MaxValue, nameof(ConfirmationTimeoutMs));
        InRange(MaxHandshakes, 1, 1_000_000, nameof(MaxHandshakes));
        InRange(MaxKeyExchangesPerSecond, 1, 1_000_000, nameof(MaxKeyExchangesPerSecond));
    }

    private static void InRange(int value, int least, int most, string name)
    {
        if (value < least || value > most)
            throw new ArgumentOutOfRangeException(name, value, $"EncryptionTransport.{name} must be {least} to {most}.");
    }
}
