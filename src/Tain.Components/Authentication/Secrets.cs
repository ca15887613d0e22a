using System.Security.Cryptography;
using System.Text;

namespace Tain.Authenticators;

/// <summary>Compares what must not be guessed piece by piece.</summary>
internal static class Secrets
{
    /// <summary>Whether two secrets are equal, in a time that tells nothing of where they differ or how long the right one is. Null equals nothing.</summary>
    public static bool Same(string? given, string? expected)
    {
        Span<byte> left = stackalloc byte[SHA256.HashSizeInBytes];
        Span<byte> right = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes(given ?? ""), left);
        SHA256.HashData(Encoding.UTF8.GetBytes(expected ?? ""), right);
        return CryptographicOperations.FixedTimeEquals(left, right) & given is not null & expected is not null;
    }
}
