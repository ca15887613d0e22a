using System.Numerics;
using System.Security.Cryptography;

namespace Tain.Transports.Encryption;

/// <summary>One form of public key is taken and nothing else, whatever a crypto library would understand.</summary>
public class P256PublicKeyTests
{
    public static IEnumerable<object[]> Refused => Forms().Select(form => new object[] { form.Name, form.Bytes });

    [Fact]
    public void WhatTheSystemExportsIsTaken()
    {
        for (int i = 0; i < 50; i++)
        {
            using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
            byte[] encoded = key.ExportSubjectPublicKeyInfo();
            Assert.True(P256PublicKey.TryRead(encoded, out P256PublicKey? read));
            Assert.Equal(encoded, read.Encoded);
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(encoded)), read.Fingerprint);
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    [Trait("Attack", "E-07")]
    public void EverythingElseIsRefusedByBothEndsWithoutAnAnswer(string name, byte[] encoded)
    {
        Assert.False(P256PublicKey.TryRead(encoded, out _), name);

        using EncryptionIdentity identity = EncryptionIdentity.Generate();
        using var server = new ServerEncryptionPeer(identity, 2_000, TestKeys.Seeded(1));
        Assert.Equal(PeerOutcome.Failed, server.Receive([EncryptionWire.HandshakeStart, .. encoded], Channel.Unreliable, new PacketBuffer(), out _));
        Assert.Equal((EncryptionRefusal.BadKey, TransportError.Unexpected), (server.Refusal, server.ErrorCode));
        Assert.True(server.HandshakePacket.IsEmpty);

        using var client = new ClientEncryptionPeer(EncryptionIdentity.Generate(), TestKeys.TrustAnyone(), 2_000, TestKeys.Seeded(1));
        Assert.Equal(PeerOutcome.Failed, client.Receive([EncryptionWire.HandshakeAck, .. new byte[64], .. encoded], Channel.Unreliable, new PacketBuffer(), out _));
        Assert.True(client.Refusal is EncryptionRefusal.BadKey or EncryptionRefusal.BadPacket, name);
        Assert.True(client.HandshakePacket.IsEmpty);
    }

    [Fact]
    [Trait("Attack", "E-07")]
    public void ABitThatIsFlippedAnywhereMakesItNoKey()
    {
        using EncryptionIdentity identity = EncryptionIdentity.Generate();
        byte[] encoded = identity.PublicKey.Encoded.ToArray();
        for (int bit = 0; bit < encoded.Length * 8; bit++)
        {
            encoded[bit / 8] ^= (byte)(1 << (bit % 8));
            Assert.False(P256PublicKey.TryRead(encoded, out _), $"bit {bit}");
            encoded[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Forms()
    {
        using var rsa = RSA.Create(1024);
        using var p384 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] valid = p256.ExportSubjectPublicKeyInfo();
        byte[] prefix = valid[..27];
        byte[] x = valid[27..59];
        byte[] y = valid[59..];
        byte[] p = Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF");
        yield return ("RSA", rsa.ExportSubjectPublicKeyInfo());
        yield return ("P-384", p384.ExportSubjectPublicKeyInfo());
        yield return ("explicit parameters", Explicit(valid[26..]));
        yield return ("a compressed point", [0x30, 0x39, .. valid[2..23], 0x03, 0x22, 0x00, (byte)(2 + (y[^1] & 1)), .. x]);
        yield return ("a hybrid point", [.. prefix[..26], (byte)(6 + (y[^1] & 1)), .. x, .. y]);
        yield return ("the point at infinity", [0x30, 0x19, .. valid[2..23], 0x03, 0x02, 0x00, 0x00]);
        yield return ("a point off the curve", [.. prefix, .. x, .. y[..31], (byte)(y[31] ^ 1)]);
        yield return ("zeros", [.. prefix, .. new byte[64]]);
        yield return ("a coordinate that is the field's size", [.. prefix, .. p, .. y]);
        yield return ("a coordinate beyond the field's size", BeyondTheField(prefix));
        yield return ("a byte too many", [.. valid, 0]);
        yield return ("a byte too few", valid[..^1]);
        yield return ("nothing", []);
        yield return ("a raw point", valid[26..]);
        yield return ("a private key", p256.ExportPkcs8PrivateKey());
    }

    // SEC 1's other way to name the curve: all its numbers. A decoder that takes them lets the sender choose the curve.
    private static byte[] Explicit(byte[] point)
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        ECParameters parameters = key.ExportExplicitParameters(includePrivateParameters: false);
        parameters.Q = new ECPoint { X = point[1..33], Y = point[33..] };
        using var named = ECDiffieHellman.Create(parameters);
        return named.ExportSubjectPublicKeyInfo();
    }

    // x = 5 lies on the curve, and so would x = 5 + p if it were taken modulo p.
    private static byte[] BeyondTheField(byte[] prefix)
    {
        var p = new BigInteger(Convert.FromHexString("FFFFFFFF00000001000000000000000000000000FFFFFFFFFFFFFFFFFFFFFFFF"), isUnsigned: true, isBigEndian: true);
        var b = new BigInteger(Convert.FromHexString("5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B"), isUnsigned: true, isBigEndian: true);
        BigInteger x = 5;
        BigInteger y = BigInteger.ModPow((x * x * x) - (3 * x) + b, (p + 1) / 4, p);
        Assert.Equal(((x * x * x) - (3 * x) + b) % p, y * y % p);
        byte[] yBytes = y.ToByteArray(isUnsigned: true, isBigEndian: true);
        Assert.True(P256PublicKey.TryRead([.. prefix, .. new byte[31], 5, .. new byte[32 - yBytes.Length], .. yBytes], out _), "Within the field the same point is a key.");
        return [.. prefix, .. (x + p).ToByteArray(isUnsigned: true, isBigEndian: true), .. new byte[32 - yBytes.Length], .. yBytes];
    }
}
