using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Tain.Transports;

/// <summary>
/// Which certificates a client takes beyond those that the system trusts: those of given authorities, and given ones. There is no way to take just any.
/// </summary>
/// <param name="roots">Authorities that stand for the system's when there are any.</param>
/// <param name="fingerprints">SHA-256 of whole certificates, as hexadecimal digits.</param>
internal sealed class ServerTrust(IReadOnlyCollection<X509Certificate2> roots, IEnumerable<string> fingerprints)
{
    private readonly HashSet<string> _fingerprints = [.. fingerprints.Select(Normalize)];

    /// <summary>True when the system's own judgement is all there is.</summary>
    public bool IsSystems => roots.Count == 0 && _fingerprints.Count == 0;

    /// <summary>A fingerprint without colons and blanks, in capitals; null when it is none.</summary>
    public static string? TryNormalize(string text)
    {
        string plain = Normalize(text);
        return plain.Length == 2 * SHA256.HashSizeInBytes && plain.All(char.IsAsciiHexDigit) ? plain : null;
    }

    /// <summary>Judges what a server shows; the form is that of <see cref="RemoteCertificateValidationCallback"/>.</summary>
    public bool Accepts(X509Certificate? shown, X509Chain? sent, SslPolicyErrors errors)
    {
        if (shown is not X509Certificate2 certificate) return false;
        // A pinned certificate is the server itself; its name and its issuer say nothing more.
        if (_fingerprints.Contains(certificate.GetCertHashString(HashAlgorithmName.SHA256))) return true;
        if (roots.Count == 0) return _fingerprints.Count == 0 && errors == SslPolicyErrors.None;
        // The name is judged already. The chain was judged with the system's authorities and is judged again with ours.
        return (errors & ~SslPolicyErrors.RemoteCertificateChainErrors) == SslPolicyErrors.None && LeadsToARoot(certificate, sent);
    }

    private bool LeadsToARoot(X509Certificate2 certificate, X509Chain? sent)
    {
        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck;   // a private authority rarely publishes a list
        chain.ChainPolicy.ApplicationPolicy.Add(new Oid("1.3.6.1.5.5.7.3.1"));   // a server's certificate
        foreach (X509Certificate2 root in roots) chain.ChainPolicy.CustomTrustStore.Add(root);
        if (sent != null) chain.ChainPolicy.ExtraStore.AddRange(sent.ChainPolicy.ExtraStore);
        return chain.Build(certificate);
    }

    private static string Normalize(string text) => text.Replace(":", "", StringComparison.Ordinal).Replace(" ", "", StringComparison.Ordinal).ToUpperInvariant();
}
