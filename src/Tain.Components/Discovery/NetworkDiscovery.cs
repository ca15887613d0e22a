using System.Net;
using System.Text;
using System.Text.Unicode;

namespace Tain.Discovery;

/// <summary>
/// Finds servers in the local network and tells how to connect to them. Put it beside the <see cref="NetworkManager"/>, call <c>AdvertiseServer</c> after the server has
/// started and <c>StartDiscovery</c> where a player looks for games; show what comes by <c>OnServerFound</c> and connect to its <c>uri</c>.
/// </summary>
public class NetworkDiscovery : NetworkDiscoveryBase<ServerRequest, ServerResponse>
{
    // What Tain's transports answer to, for a game that names no transport here.
    private static readonly string[] s_schemes = ["kcp", "tcp4", "ws", "wss", "enet", "litenet"];

    /// <inheritdoc/>
    protected override ServerResponse ProcessRequest(ServerRequest request, IPEndPoint endpoint) => new() { serverId = ServerId, uri = NetworkServer.Uri };

    /// <inheritdoc/>
    protected override void ProcessResponse(ServerResponse response, IPEndPoint endpoint)
    {
        if (response.uri is not { } uri || !CanConnectTo(uri))
        {
            Drops.Count(DiscoveryDropReason.UnknownScheme);
            return;
        }
        // A server knows its machine's name, which means nothing here; the address that the answer came from does.
        response.uri = new UriBuilder(uri) { Host = endpoint.Address.ToString() }.Uri;
        response.EndPoint = endpoint;
        RaiseServerFound(response);
    }

    /// <summary>Whether an answer names a way to connect that this game has: its transport's, or one of Tain's. Anything else is ignored.</summary>
    /// <param name="uri">What the server says; its host is not to be trusted.</param>
    /// <returns>True to show it.</returns>
    protected virtual bool CanConnectTo(Uri uri) =>
        uri.UserInfo.Length == 0 && ((transport ?? world.networkManager?.transport)?.Accepts(uri) ?? s_schemes.Contains(uri.Scheme));

    /// <inheritdoc/>
    protected override bool TryReadRequest(NetworkReader reader, out ServerRequest request)
    {
        request = default;
        return true;
    }

    // As the weaver's reader, string and variable-length number, but without an exception: this is what strangers send.
    /// <inheritdoc/>
    protected override bool TryReadResponse(NetworkReader reader, out ServerResponse response)
    {
        response = default;
        if (reader.Remaining < sizeof(ushort)) return false;
        int bytes = reader.ReadUShort() - 1;
        if (bytes <= 0 || bytes > reader.Remaining) return false;
        ReadOnlySpan<byte> text = reader.ReadSpan(bytes);
        if (!Utf8.IsValid(text) || !Uri.TryCreate(Encoding.UTF8.GetString(text), UriKind.Absolute, out response.uri)) return false;
        if (!reader.TryReadVarULong(out ulong zigzag)) return false;
        response.serverId = (long)(zigzag >> 1) ^ -(long)(zigzag & 1);
        return true;
    }
}
