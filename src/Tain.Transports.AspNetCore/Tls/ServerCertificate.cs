using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// The certificate that a server shows. One from files is read again when they have changed, so that a renewal (Let's Encrypt's every few weeks) needs no restart:
/// looked at while a handshake comes in, because watchers do not see through the links with which renewals are put in place.
/// </summary>
internal sealed partial class ServerCertificate
{
    private readonly WebSocketTransport _description;
    private readonly ILogger _logger;
    private SslStreamCertificateContext _current;
    private byte[] _digest = [];
    private long _lookedAt;
    private int _isLooking;

    private ServerCertificate(WebSocketTransport description, ILogger logger, SslStreamCertificateContext fixedOne)
    {
        _description = description;
        _logger = logger;
        _current = fixedOne;
    }

    private ServerCertificate(WebSocketTransport description, ILogger logger)
    {
        _description = description;
        _logger = logger;
        (byte[] certificate, byte[]? key) = Read(description.CertificatePath!, description.CertificateKeyPath);
        _current = Load(certificate, key);
        _digest = Digest(certificate, key);
        _lookedAt = description.TimeProvider.GetTimestamp();
    }

    /// <summary>The certificate that a description asks for.</summary>
    /// <returns>Null when it asks for none.</returns>
    /// <exception cref="InvalidOperationException">The files cannot be read or are no certificate with its key; the message says which.</exception>
    public static ServerCertificate? Create(WebSocketTransport description, ILogger logger)
    {
        if (description.Certificate != null) return new ServerCertificate(description, logger, SslStreamCertificateContext.Create(description.Certificate, null, offline: true));
        if (description.CertificatePath == null) return null;
        try
        {
            return new ServerCertificate(description, logger);
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            throw new InvalidOperationException($"The certificate '{description.CertificatePath}' cannot be used: {failure.Message}", failure);
        }
    }

    /// <summary>What the next handshake shows. Never fails: a renewal that cannot be read leaves the one before in place.</summary>
    public SslStreamCertificateContext GetCurrent()
    {
        if (_description.CertificatePath != null && IsDue() && Interlocked.Exchange(ref _isLooking, 1) == 0)
        {
            Look();
            Volatile.Write(ref _isLooking, 0);
        }
        return Volatile.Read(ref _current);
    }

    private bool IsDue() => _description.TimeProvider.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= _description.CertificateCheckInterval;

    private void Look()
    {
        Volatile.Write(ref _lookedAt, _description.TimeProvider.GetTimestamp());
        try
        {
            (byte[] certificate, byte[]? key) = Read(_description.CertificatePath!, _description.CertificateKeyPath);
            byte[] digest = Digest(certificate, key);
            if (digest.AsSpan().SequenceEqual(_digest)) return;
            // Noted before it is loaded: what is no certificate is reported once, and looked at again when it has changed.
            _digest = digest;
            SslStreamCertificateContext renewed = Load(certificate, key);
            Volatile.Write(ref _current, renewed);
            LogRenewed(_description.CertificatePath!, renewed.TargetCertificate.NotAfter);
        }
        catch (Exception failure) when (IsOfFiles(failure))
        {
            LogUnusable(_description.CertificatePath!, failure.Message);
        }
    }

    private SslStreamCertificateContext Load(byte[] certificate, byte[]? key)
    {
        (X509Certificate2 leaf, X509Certificate2Collection chain) = CertificateLoader.Load(certificate, key, _description.CertificatePassword);
        // Offline: a game server asks nobody else while it shows its certificate.
        return SslStreamCertificateContext.Create(leaf, chain, offline: true);
    }

    private static (byte[] Certificate, byte[]? Key) Read(string path, string? keyPath) => (File.ReadAllBytes(path), keyPath == null ? null : File.ReadAllBytes(keyPath));

    private static byte[] Digest(byte[] certificate, byte[]? key) => [.. SHA256.HashData(certificate), .. SHA256.HashData(key ?? [])];

    private static bool IsOfFiles(Exception failure) => failure is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException;

    [LoggerMessage(LogLevel.Information, "The certificate {path} was renewed; it is good until {until:u}.")]
    private partial void LogRenewed(string path, DateTime until);

    [LoggerMessage(LogLevel.Warning, "The certificate {path} has changed and cannot be used, so the one before stays: {reason}")]
    private partial void LogUnusable(string path, string reason);
}
