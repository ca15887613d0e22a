namespace Tain.Transports;

/// <summary>The four packets of Mirror's encryption, as payload of the inner transport. The first byte says which.</summary>
internal static class EncryptionWire
{
    /// <summary>01 ‖ ciphertext ‖ tag(16) ‖ nonce(12). Both ways, on the channel asked for.</summary>
    public const byte Data = 1;

    /// <summary>02 ‖ the client's public key (91). Unreliable.</summary>
    public const byte HandshakeStart = 2;

    /// <summary>03 ‖ salt(64) ‖ the server's public key (91). Unreliable.</summary>
    public const byte HandshakeAck = 3;

    /// <summary>04. Unreliable.</summary>
    public const byte HandshakeFin = 4;

    public const int OpcodeBytes = 1;
    public const int TagBytes = 16;
    public const int NonceBytes = 12;
    public const int SaltBytes = 64;

    /// <summary>What encryption adds to each packet.</summary>
    public const int OverheadBytes = OpcodeBytes + TagBytes + NonceBytes;

    public const int AckBytes = OpcodeBytes + SaltBytes + P256PublicKey.EncodedBytes;

    /// <summary>The packet that two of our own ends exchange when <see cref="EncryptionTransport.ExchangeGreetings"/> is set.</summary>
    public static ReadOnlySpan<byte> Greeting => [0];

    /// <summary>How often a handshake packet is repeated while no answer comes.</summary>
    public const int ResendMs = 50;

    /// <summary>Whether a packet may be the greeting, which is the first reliable one.</summary>
    public static bool IsGreeting(ReadOnlySpan<byte> plain) => plain.SequenceEqual(Greeting);
}
