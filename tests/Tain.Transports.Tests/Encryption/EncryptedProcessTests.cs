using Tain.Transports.Processes;

namespace Tain.Transports.Encryption;

/// <summary>A server with its key in a file, and players in processes of their own who know its fingerprint or another one.</summary>
[Trait("Case", "two processes")]
public sealed class EncryptedProcessTests : IDisposable
{
    private const string Transport = "enc+kcp";

    private readonly string _folder = Directory.CreateTempSubdirectory("tain-keys-").FullName;

    private string KeyFile => Path.Combine(_folder, "server.pem");

    [Fact]
    [Trait("Attack", "E-01")]
    [Trait("Attack", "E-10")]
    public async Task PlayersFindTheServerAgainByItsFingerprintAndNoOther()
    {
        string fingerprint;
        using (PeerProcess server = await PeerProcess.ServeAsync(Transport, "--set", $"key-file={KeyFile}"))
        {
            fingerprint = EncryptionServerKey.Load(KeyFile).Fingerprint;
            using PeerProcess player = PeerProcess.Connect(Transport, server.Uri, "--set", $"fingerprint={fingerprint}");
            await player.WaitForAsync("connected 0");
            server.Kill();
        }

        using PeerProcess again = await PeerProcess.ServeAsync(Transport, "--set", $"key-file={KeyFile}");
        string foreign = EncryptionServerKey.Generate().Fingerprint;
        using PeerProcess stranger = PeerProcess.Connect(Transport, again.Uri, "--set", $"fingerprint={foreign}");
        Assert.Contains(fingerprint, await stranger.WaitForAsync("error 0 Unexpected"));
        await stranger.WaitForAsync("disconnected 0");
        using PeerProcess returning = PeerProcess.Connect(Transport, again.Uri, "--set", $"fingerprint={fingerprint}");
        await returning.WaitForAsync("connected 0");
        await again.WaitForAsync("connected ");
        Assert.Equal((1, 0), (again.Count("connected"), stranger.Count("connected")));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
