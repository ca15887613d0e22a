using System.Security.Cryptography;

namespace Tain.Transports.Peers;

/// <summary>A packet's content that both processes can work out from a seed, and a short name for it.</summary>
public static class Payload
{
    public static byte[] Create(int seed, int bytes)
    {
        byte[] payload = new byte[bytes];
        new Random(seed).NextBytes(payload);
        return payload;
    }

    public static string Hash(ReadOnlySpan<byte> payload) => Convert.ToHexString(SHA256.HashData(payload).AsSpan(0, 8));
}
