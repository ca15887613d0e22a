using System.Diagnostics.CodeAnalysis;
using System.Numerics;
using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// A public key on P-256 in the one form that is accepted: X.509 SubjectPublicKeyInfo, DER, named curve, uncompressed point, 91 bytes. Everything else is refused
/// before the crypto library sees it: other algorithms and curves, explicit parameters, compressed points, points off the curve, trailing bytes.
/// </summary>
internal sealed class P256PublicKey
{
    public const int EncodedBytes = 91;

    private const int CoordinateBytes = 32;

    // SEQUENCE { SEQUENCE { id-ecPublicKey, prime256v1 }, BIT STRING { 04 ...
    private static ReadOnlySpan<byte> Prefix =>
    [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x02, 0x01, 0x06, 0x08, 0x2A, 0x86, 0x48, 0xCE, 0x3D, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00, 0x04,
    ];

    // y² = x³ - 3x + b over the field of p (SEC 2, secp256r1).
    private static readonly BigInteger P = Positive(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"));
    private static readonly BigInteger B = Positive(Convert.FromHexString("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"));

    private readonly byte[] _encoded;
    private readonly byte[] _hash;

    private P256PublicKey(ReadOnlySpan<byte> encoded)
    {
        _encoded = encoded.ToArray();
        _hash = SHA256.HashData(encoded);
    }

    /// <summary>The 91 bytes.</summary>
    public ReadOnlySpan<byte> Encoded => _encoded;

    /// <summary>SHA-256 over the 91 bytes.</summary>
    public ReadOnlySpan<byte> Hash => _hash;

    /// <summary><see cref="Hash"/> as 64 hex digits in lower case, as Mirror shows it.</summary>
    public string Fingerprint => Convert.ToHexStringLower(_hash);

    public static bool TryRead(ReadOnlySpan<byte> encoded, [NotNullWhen(true)] out P256PublicKey? key)
    {
        bool isAccepted = encoded.Length == EncodedBytes && encoded.StartsWith(Prefix) && IsOnCurve(X(encoded), Y(encoded));
        key = isAccepted ? new P256PublicKey(encoded) : null;
        return isAccepted;
    }

    public ECParameters ToParameters() => new()
    {
        Curve = ECCurve.NamedCurves.nistP256,
        Q = new ECPoint { X = X(_encoded).ToArray(), Y = Y(_encoded).ToArray() },
    };

    // The system checks it too, at least on Linux. A point off the curve would give the private key away bit by bit, so it is not left to each system.
    private static bool IsOnCurve(ReadOnlySpan<byte> xBytes, ReadOnlySpan<byte> yBytes)
    {
        BigInteger x = Positive(xBytes);
        BigInteger y = Positive(yBytes);
        if (x >= P || y >= P) return false;
        BigInteger right = ((x * x * x) - (3 * x) + B) % P;
        if (right.Sign < 0) right += P;
        return y * y % P == right;
    }

    private static BigInteger Positive(ReadOnlySpan<byte> bigEndian) => new(bigEndian, isUnsigned: true, isBigEndian: true);

    private static ReadOnlySpan<byte> X(ReadOnlySpan<byte> encoded) => encoded.Slice(Prefix.Length, CoordinateBytes);

    private static ReadOnlySpan<byte> Y(ReadOnlySpan<byte> encoded) => encoded.Slice(Prefix.Length + CoordinateBytes, CoordinateBytes);
}
