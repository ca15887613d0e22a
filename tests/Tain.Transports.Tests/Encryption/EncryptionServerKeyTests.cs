using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tain.Transports.Encryption;

public sealed class EncryptionServerKeyTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tain-keys-").FullName;

    private string Pem => Path.Combine(_folder, "server.pem");

    private string Json => Path.Combine(_folder, "server-keys.json");

    [Fact]
    public void TheKeyIsMadeOnceAndStaysTheSame()
    {
        foreach (string path in (string[])[Pem, Json])
        {
            EncryptionServerKey made = EncryptionServerKey.LoadOrCreate(path);
            Assert.Matches("^[0-9a-f]{64}$", made.Fingerprint);
            Assert.Equal(made.Fingerprint, EncryptionServerKey.LoadOrCreate(path).Fingerprint);
            Assert.Equal(made.Fingerprint, EncryptionServerKey.Load(path).Fingerprint);
            Assert.Contains(made.Fingerprint, File.ReadAllText(path));
        }
        Assert.Equal(2, Directory.GetFiles(_folder).Length);
        Assert.NotEqual(EncryptionServerKey.Generate().Fingerprint, EncryptionServerKey.Generate().Fingerprint);
    }

    [Fact]
    [Trait("Attack", "E-10")]
    public void TheFileIsForItsOwnerOnlyFromTheFirstMoment()
    {
        if (OperatingSystem.IsWindows()) return;   // there the folder's rights decide
        EncryptionServerKey.LoadOrCreate(Pem);
        EncryptionServerKey.Generate().Save(Json);
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Pem));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Json));
    }

    [Fact]
    [Trait("Attack", "E-10")]
    public void AFileThatEverybodyMayReadIsRefused()
    {
        if (OperatingSystem.IsWindows()) return;   // there the folder's rights decide
        EncryptionServerKey.LoadOrCreate(Pem);
        File.SetUnixFileMode(Pem, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.OtherRead);
        Assert.Contains("chmod 600", Assert.Throws<InvalidOperationException>(() => EncryptionServerKey.LoadOrCreate(Pem)).Message);
        File.SetUnixFileMode(Pem, UnixFileMode.UserRead | UnixFileMode.GroupRead);
        EncryptionServerKey.Load(Pem);
    }

    [Fact]
    public void AKeyIsNeverOverwritten()
    {
        string before = EncryptionServerKey.LoadOrCreate(Pem).Fingerprint;
        Assert.Throws<IOException>(() => EncryptionServerKey.Generate().Save(Pem));
        Assert.Equal(before, EncryptionServerKey.Load(Pem).Fingerprint);
        Assert.Single(Directory.GetFiles(_folder));
    }

    [Fact]
    public void OtherToolsReadAndMakeTheFile()
    {
        EncryptionServerKey made = EncryptionServerKey.LoadOrCreate(Pem);
        using var read = ECDiffieHellman.Create();
        read.ImportFromPem(File.ReadAllText(Pem));
        Assert.Equal(made.Fingerprint, Convert.ToHexStringLower(SHA256.HashData(read.ExportSubjectPublicKeyInfo())));

        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Write(Json, other.ExportECPrivateKeyPem());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(other.ExportSubjectPublicKeyInfo())), EncryptionServerKey.Load(Json).Fingerprint);
    }

    /// <summary>The rotation that docs/transports.md tells: at no step is a player left outside, and afterwards the old key opens nothing.</summary>
    [Fact]
    [Trait("Attack", "E-10")]
    public void AKeyIsReplacedWithoutLosingPlayers()
    {
        string next = Path.Combine(_folder, "next.pem");
        (string old, string @new) = (EncryptionServerKey.LoadOrCreate(Pem).Fingerprint, EncryptionServerKey.LoadOrCreate(next).Fingerprint);
        (string KeyFile, string[] Trusted, bool ComesIn)[] steps =
        [
            (Pem, [old], true), (Pem, [old, @new], true), (next, [old, @new], true), (next, [@new], true), (Pem, [@new], false), (next, [old], false),
        ];
        foreach ((string keyFile, string[] trusted, bool comesIn) in steps)
        {
            using var line = new TappedLine(inner => (EncryptionTransport)PinnedServer.OfServer(inner, keyFile), inner => (EncryptionTransport)PinnedServer.OfClient(inner, trusted));
            line.Connect();
            line.Run(100);
            Assert.Equal(comesIn, line.Server.Of(TransportEventKind.Connected).Any());
        }
    }

    [Fact]
    public void WhatMirrorKeepsIsReadAndWrittenFieldByField()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        byte[] spki = key.ExportSubjectPublicKeyInfo();
        string fingerprint = Convert.ToHexStringLower(SHA256.HashData(spki));
        Write(Pem, JsonSerializer.Serialize(new Dictionary<string, string>
        {
            ["PublicKeyFingerprint"] = fingerprint,
            ["PublicKey"] = Convert.ToBase64String(spki),
            ["PrivateKey"] = Convert.ToBase64String(key.ExportPkcs8PrivateKey()),
        }));
        EncryptionServerKey read = EncryptionServerKey.Load(Pem);
        Assert.Equal(fingerprint, read.Fingerprint);

        read.Save(Json);
        using JsonDocument written = JsonDocument.Parse(File.ReadAllBytes(Json));
        Assert.Equal(["PublicKeyFingerprint", "PublicKey", "PrivateKey"], written.RootElement.EnumerateObject().Select(property => property.Name));
        Assert.Equal(fingerprint, written.RootElement.GetProperty("PublicKeyFingerprint").GetString());
        Assert.Equal(spki, written.RootElement.GetProperty("PublicKey").GetBytesFromBase64());
        using var again = ECDiffieHellman.Create();
        again.ImportPkcs8PrivateKey(written.RootElement.GetProperty("PrivateKey").GetBytesFromBase64(), out _);
        Assert.Equal(spki, again.ExportSubjectPublicKeyInfo());
    }

    [Fact]
    public void FilesThatHoldNoUsableKeyAreRefusedWithTheirName()
    {
        using var p384 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(1024);
        string mirror = $$"""{"PublicKeyFingerprint":"{{new string('0', 64)}}","PublicKey":"","PrivateKey":"{{Convert.ToBase64String(p256.ExportPkcs8PrivateKey())}}"}""";
        string[] texts =
        [
            "", "hello", "{", "{}", "{\"PrivateKey\":5}", "{\"PrivateKey\":\"AAAA\"}", "[]", mirror,
            p384.ExportPkcs8PrivateKeyPem(), rsa.ExportPkcs8PrivateKeyPem(), p256.ExportSubjectPublicKeyInfoPem(), p256.ExportPkcs8PrivateKeyPem()[..100],
        ];
        foreach (string text in texts)
        {
            Write(Pem, text);
            var problem = Assert.Throws<InvalidOperationException>(() => EncryptionServerKey.LoadOrCreate(Pem));
            Assert.Contains(Pem, problem.Message);
        }
        Assert.Throws<FileNotFoundException>(() => EncryptionServerKey.Load(Json));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Write(string path, string text)
    {
        File.Delete(path);
        OwnerOnlyFile.Create(path, Encoding.UTF8.GetBytes(text));
    }
}
