namespace Tain.Transports;

/// <summary>The time from the first world that listens on a shared port to the last one.</summary>
internal sealed record SharedRun(SharedHub Hub, Uri Uri, IPumpHandle Handle);
