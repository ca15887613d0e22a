namespace Tain.Tests;

/// <summary>A connection of a <see cref="SightModel"/>.</summary>
internal sealed class ModelViewer
{
    public bool IsReady { get; set; }

    public bool HasWorld { get; set; }

    public HashSet<string> Wanted { get; } = [];
}
