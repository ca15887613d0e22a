using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tain.Transports;

/// <summary>
/// The two forms of a key file: PEM with PKCS#8, which every tool knows, and the JSON object of Mirror's encryption (PublicKeyFingerprint in hex, PublicKey and PrivateKey
/// in base64), so that a server that moves here keeps its fingerprint.
/// </summary>
internal static class KeyFile
{
    private const string Fingerprint = "PublicKeyFingerprint";
    private const string Public = "PublicKey";
    private const string Private = "PrivateKey";

    public static ECDiffieHellman Read(string path)
    {
        byte[] bytes = File.ReadAllBytes(path);
        try
        {
            return IsJson(bytes) ? ReadMirror(bytes) : ReadPem(Encoding.UTF8.GetString(bytes));
        }
        catch (Exception problem) when (problem is CryptographicException or ArgumentException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException)
        {
            throw new InvalidOperationException(
                $"The file '{path}' holds no key that a server can use: {problem.Message} A key file is PEM with a P-256 key, or what Mirror's encryption keeps. " +
                "EncryptionServerKey.LoadOrCreate makes one where there is no file.",
                problem);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(bytes);
        }
    }

    public static byte[] Write(string path, EncryptionIdentity identity) =>
        Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) ? WriteMirror(identity) : WritePem(identity);

    private static ECDiffieHellman ReadPem(string text)
    {
        var key = ECDiffieHellman.Create();
        try
        {
            key.ImportFromPem(text);
            RefuseUnlessP256(key);
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
    }

    private static ECDiffieHellman ReadMirror(byte[] json)
    {
        using JsonDocument document = JsonDocument.Parse(json);
        byte[] pkcs8 = document.RootElement.GetProperty(Private).GetBytesFromBase64();
        var key = ECDiffieHellman.Create();
        try
        {
            key.ImportPkcs8PrivateKey(pkcs8, out _);
            P256PublicKey publicKey = RefuseUnlessP256(key);
            if (document.RootElement.GetProperty(Fingerprint).GetString() is not { } claimed || !claimed.Equals(publicKey.Fingerprint, StringComparison.OrdinalIgnoreCase))
                throw new FormatException($"Its {Fingerprint} is not that of its key.");
            return key;
        }
        catch
        {
            key.Dispose();
            throw;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(pkcs8);
        }
    }

    private static P256PublicKey RefuseUnlessP256(ECDiffieHellman key)
    {
        if (!P256PublicKey.TryRead(key.ExportSubjectPublicKeyInfo(), out P256PublicKey? publicKey)) throw new FormatException("Its key is not on the curve P-256.");
        // A public key alone is a valid PEM too, and would be found out only by the first client.
        CryptographicOperations.ZeroMemory(key.ExportParameters(includePrivateParameters: true).D);
        return publicKey;
    }

    // What stands before the first PEM block is a comment. Here it spares the operator a command.
    private static byte[] WritePem(EncryptionIdentity identity) =>
        Encoding.ASCII.GetBytes($"fingerprint {identity.PublicKey.Fingerprint}\n{identity.PrivateKey.ExportPkcs8PrivateKeyPem()}\n");

    private static byte[] WriteMirror(EncryptionIdentity identity)
    {
        var text = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(text, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString(Fingerprint, identity.PublicKey.Fingerprint);
            json.WriteBase64String(Public, identity.PublicKey.Encoded);
            json.WriteBase64String(Private, identity.PrivateKey.ExportPkcs8PrivateKey());
            json.WriteEndObject();
        }
        return text.WrittenSpan.ToArray();
    }

    private static bool IsJson(byte[] bytes) => bytes.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("{"u8);
}
