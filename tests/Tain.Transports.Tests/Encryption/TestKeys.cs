using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Tain.Transports.Encryption;

/// <summary>Keys and random numbers that are not random, for tests that compare bytes.</summary>
internal static class TestKeys
{
    /// <summary>The key with a given private number.</summary>
    public static EncryptionIdentity FromScalar(ReadOnlySpan<byte> scalar, ReadOnlySpan<byte> publicKeyDer)
    {
        Assert.True(P256PublicKey.TryRead(publicKeyDer, out P256PublicKey? publicKey), "The recorded public key has the accepted form.");
        ECParameters parameters = publicKey.ToParameters();
        parameters.D = scalar.ToArray();
        return EncryptionIdentity.From(parameters);
    }

    /// <summary>Gives the recorded salt, and a nonce one before the first that was recorded.</summary>
    public static RandomBytes Recorded(byte[] salt, byte[] firstNonce)
    {
        byte[] start = new byte[EncryptionWire.NonceBytes];
        UInt128 before = BinaryPrimitives.ReadUInt128LittleEndian([.. firstNonce, 0, 0, 0, 0]) - 1;
        Span<byte> wide = stackalloc byte[16];
        BinaryPrimitives.WriteUInt128LittleEndian(wide, before);
        wide[..start.Length].CopyTo(start);
        return destination => (destination.Length == EncryptionWire.SaltBytes ? salt : start).CopyTo(destination);
    }

    /// <summary>Random bytes that are the same in every run.</summary>
    public static RandomBytes Seeded(int seed)
    {
        var random = new Random(seed);
        return destination => random.NextBytes(destination);
    }

    /// <summary>The description of a client that trusts what a test wants it to trust.</summary>
    public static TrustedServers Trust(Func<string, bool> judge) => TrustedServers.From(new EncryptionTransport(new MemoryTransport()) { AcceptServer = judge });

    public static TrustedServers TrustAnyone() => Trust(_ => true);
}
