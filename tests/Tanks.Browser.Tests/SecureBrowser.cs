namespace Tanks.Browser.Tests;

/// <summary>A browser that takes one certificate more than it usually would, by its public key: what a public authority's signature is outside a test.</summary>
public sealed class SecureBrowser : Browser
{
    public CertificateFiles Certificate { get; } = new();

    protected override IEnumerable<string> MoreArguments => [$"--ignore-certificate-errors-spki-list={Certificate.PublicKeyHash}"];

    public override async Task DisposeAsync()
    {
        await base.DisposeAsync();
        Certificate.Dispose();
    }
}
