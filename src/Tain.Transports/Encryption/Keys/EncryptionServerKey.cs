using System.Security.Cryptography;

namespace Tain.Transports;

/// <summary>
/// The key by which clients recognise a server. Its public half, as a fingerprint, goes to the clients; the private half stays in a file that only the server's user may read.
/// Whoever has the file can pose as the server, and can read what was recorded of its earlier connections. Immutable; threads and endpoints may share it.
/// </summary>
public sealed class EncryptionServerKey
{
    private readonly ECParameters _parameters;

    private EncryptionServerKey(ECDiffieHellman key)
    {
        _parameters = key.ExportParameters(includePrivateParameters: true);
        using EncryptionIdentity identity = CreateIdentity();
        Fingerprint = identity.PublicKey.Fingerprint;
    }

    /// <summary>What a client trusts: SHA-256 over the public key, 64 hex digits in lower case, the same as Mirror's.</summary>
    public string Fingerprint { get; }

    /// <summary>Makes a new key, kept nowhere.</summary>
    /// <returns>The key.</returns>
    public static EncryptionServerKey Generate()
    {
        using var key = ECDiffieHellman.Create(ECCurve.NamedCurves.nistP256);
        return new EncryptionServerKey(key);
    }

    /// <summary>Reads a key from a file: PEM (PKCS#8 or SEC 1), or the JSON file of Mirror's encryption.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The key.</returns>
    /// <exception cref="InvalidOperationException">
    /// The file holds no P-256 key, or its fingerprint does not belong to its key; or, except on Windows, everybody on the machine may read or change it.
    /// </exception>
    /// <exception cref="IOException">The file is not there or cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read.</exception>
    public static EncryptionServerKey Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        OwnerOnlyFile.RefuseIfOpenToOthers(path);
        using ECDiffieHellman key = KeyFile.Read(path);
        return new EncryptionServerKey(key);
    }

    /// <summary>Reads the key from a file, or makes one and keeps it there, readable by its owner only.</summary>
    /// <param name="path">The file. When it is made, a name that ends in <c>.json</c> is written as Mirror does, any other as PEM.</param>
    /// <returns>The key; the same one from the second call on.</returns>
    /// <exception cref="InvalidOperationException">See <see cref="Load"/>.</exception>
    /// <exception cref="IOException">The file cannot be read or made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be read or made.</exception>
    public static EncryptionServerKey LoadOrCreate(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (File.Exists(path)) return Load(path);
        EncryptionServerKey made = Generate();
        try
        {
            made.Save(path);
            return made;
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster: its key counts.
            return Load(path);
        }
    }

    /// <summary>
    /// Keeps the key in a new file that only its owner may read and write. (On Windows the rights of the folder decide.) A name that ends in <c>.json</c> is written as
    /// Mirror does, any other as PEM (PKCS#8).
    /// </summary>
    /// <param name="path">The file. It must not be there yet: a key that is overwritten is lost to the clients that trust it.</param>
    /// <exception cref="IOException">The file is there already, or cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be made.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using EncryptionIdentity identity = CreateIdentity();
        OwnerOnlyFile.Create(path, KeyFile.Write(path, identity));
    }

    internal static EncryptionServerKey From(ECDiffieHellman key) => new(key);

    internal EncryptionIdentity CreateIdentity() => EncryptionIdentity.From(_parameters);
}
