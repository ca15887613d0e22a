using System.Numerics;
using System.Security.Cryptography;

namespace Tain.Transports.Encryption;

public class KeyAgreementTests
{
    private const string ClientPublicKey =
        "3059301306072A8648CE3D020106082A8648CE3D030107034200040217E617F0B6443928278F96999E69A23A4F2C152BDF6D6CDF66E5B80282D4ED194A7DEBCB97712D2DDA3CA85AA8765A56F45FC758599652F2897C65306E5794";

    private static readonly byte[] s_salt = [.. Enumerable.Range(0, 64).Select(value => (byte)value)];

    // The two worked examples of the facts page; the second one's secret begins with a zero.
    [Theory]
    [InlineData(
        "2222222222222222222222222222222222222222222222222222222222222222",
        "3059301306072A8648CE3D020106082A8648CE3D03010703420004D65A93977CAA3D1B081852FF57A79E465F1660577304BAEAD505DD3A48589CF350185E895372DF6221EA3A137557E473FDDB6755F05BD507C3C533FCE9C91285",
        "bfcba2b742a807bbb72b522fa4694c4604ff68ebd21b048c56d53dc18a94d5c4",
        "7E475ED1B28954B0945724F38EB2A54EADF7D3A018D02F7DBFCF8E2E43E33699",
        "01D2F13337CF540EF3143F77468ADA94C8782436F4000100000000000000000000")]
    [InlineData(
        "00000000000000000000000000000000000000000000000000000000000001F5",
        "3059301306072A8648CE3D020106082A8648CE3D030107034200044FBC3F7269D8DC803AD1D04DC96294D03736F0F481EB0C1C4A24C610591560F9B8FBA8D4B83C692CAF2C6FA85BF4BFD97F6908B36DBDFFB948D23F4EF5BB263E",
        "6b8e49f4b9dc0aa2847869ec9dd7333e52922f03bd8714279bbc26589d7e5531",
        "3B733F6A87B4F91CBDE509A1549D5203147338B65632F2C06477831C02216DAE",
        "0129631990FC12F68B67F6D347DCE8C93B4AC91056000100000000000000000000")]
    [Trait("Attack", "E-08")]
    public void BothSidesComeToTheKeyThatMirrorComesTo(string serverScalar, string serverPublicKey, string fingerprint, string key, string packet)
    {
        using EncryptionIdentity client = TestKeys.FromScalar(Convert.FromHexString(string.Concat(Enumerable.Repeat("11", 32))), Convert.FromHexString(ClientPublicKey));
        using EncryptionIdentity server = TestKeys.FromScalar(Convert.FromHexString(serverScalar), Convert.FromHexString(serverPublicKey));
        Assert.Equal(fingerprint, server.PublicKey.Fingerprint);

        byte[] ofClient = new byte[32];
        byte[] ofServer = new byte[32];
        KeyAgreement.Derive(client.PrivateKey, server.PublicKey, s_salt, ofClient);
        KeyAgreement.Derive(server.PrivateKey, client.PublicKey, s_salt, ofServer);
        Assert.Equal(key, Convert.ToHexString(ofClient));
        Assert.Equal(ofClient, ofServer);

        // The stored nonce is FF 00...; the one before it is raised by one before each packet.
        using var session = new SecureSession(ofClient, TestKeys.Recorded([], [0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        byte[] packetBytes = new byte[4 + 29];
        session.Seal([1, 2, 3, 4], packetBytes);
        Assert.Equal(packet, Convert.ToHexString(packetBytes));
    }

    /// <summary>
    /// The reference takes the secret for a number, as Mirror's library does, and works HKDF out by its definition (RFC 5869). A number has no leading zeros; about eight of
    /// the 2000 secrets begin with one.
    /// </summary>
    [Fact]
    [Trait("Attack", "E-08")]
    public void TwoThousandRandomHandshakesAgreeWithAReferenceComputation()
    {
        int withLeadingZero = 0;
        for (int i = 0; i < 2_000; i++)
        {
            using EncryptionIdentity client = EncryptionIdentity.Generate();
            using EncryptionIdentity server = EncryptionIdentity.Generate();
            byte[] salt = RandomNumberGenerator.GetBytes(64);
            byte[] ofClient = new byte[32];
            byte[] ofServer = new byte[32];
            KeyAgreement.Derive(client.PrivateKey, server.PublicKey, salt, ofClient);
            KeyAgreement.Derive(server.PrivateKey, client.PublicKey, salt, ofServer);

            using var other = ECDiffieHellman.Create(server.PublicKey.ToParameters());
            byte[] raw = client.PrivateKey.DeriveRawSecretAgreement(other.PublicKey);
            if (raw[0] == 0) withLeadingZero++;
            byte[] expected = Reference(new BigInteger(raw, isUnsigned: true, isBigEndian: true), salt);
            Assert.Equal(expected, ofClient);
            Assert.Equal(expected, ofServer);
        }
        // The chance that none of 2000 begins with a zero is 1 in 2500; then the second worked example is the one that shows it.
        Assert.InRange(withLeadingZero, 0, 40);
    }

    private static byte[] Reference(BigInteger secret, byte[] salt)
    {
        byte[] extracted = HMACSHA256.HashData(salt, secret.ToByteArray(isUnsigned: true, isBigEndian: true));
        byte[] first = [.. "Mirror/EncryptionTransport"u8, 1];
        return HMACSHA256.HashData(extracted, first);
    }
}
