using Tain.Messages;

namespace Tain.Scenarios.Messages;

/// <summary>The example of docs/transports.md: who joins gets the map, which no packet holds.</summary>
internal static class MapDownload
{
    public static void Offer(MessageServer server, byte[] tiles, Action<LargeTransfer> progress) =>
        server.Connected += connection => server.SendLarge(connection, new Map { tiles = tiles }, progress);

    public static void Await(MessageClient client, Action<byte[]> load, Action<float> show) =>
        client.RegisterLargeHandler<Map>(map => load(map.tiles), incoming => show((float)incoming.ReceivedBytes / incoming.TotalBytes));
}
