using Tain.Transports.Kit;

namespace Tain.Transports.Proxies;

/// <summary>Where a proxy of a test listens, where it leads, and its files.</summary>
internal sealed record ProxyPlaces(int Port, int BackendPort, TestFolder Folder)
{
    public string Configuration => Folder["proxy.conf"];

    public string Chain => Folder["fullchain.pem"];

    public string Key => Folder["privkey.pem"];

    public string Both => Folder["both.pem"];
}
