namespace Tain.Scenarios.HostAndRemote;

/// <summary>Something that is done between two frames, in a run with a host and in a run with a remote client alike.</summary>
internal sealed record Step(string Name, Action<Stage> Act);
