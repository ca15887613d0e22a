using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>How two keys and a salt become the key of a connection: ECDH on P-256, then HKDF with SHA-256.</summary>
internal static class KeyAgreement
{
    /// <summary>AES-256.</summary>
    public const int KeyBytes = 32;

    private static ReadOnlySpan<byte> Info => "Mirror/EncryptionTransport"u8;

    /// <summary>Both sides come to the same key, each from its own private key and the other's public one.</summary>
    public static void Derive(ECDiffieHellman own, P256PublicKey other, ReadOnlySpan<byte> salt, Span<byte> key)
    {
        using ECDiffieHellman others = ECDiffieHellman.Create(other.ToParameters());
        byte[] secret = own.DeriveRawSecretAgreement(others.PublicKey);
        // Mirror's library hands the secret on as a number without leading zeros. With them one handshake in 256 would fail.
        HKDF.DeriveKey(HashAlgorithmName.SHA256, secret.AsSpan().TrimStart((byte)0), key, salt, Info);
        CryptographicOperations.ZeroMemory(secret);
    }
}
