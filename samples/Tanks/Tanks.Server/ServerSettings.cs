
namespace Tanks.Server;

/// <summary>What the command line decided.</summary>
internal sealed record ServerSettings
{
    /// <summary>TCP port of the page and of WebSocket players; 0 takes a free one.</summary>
    public ushort HttpPort { get; init; }
}
