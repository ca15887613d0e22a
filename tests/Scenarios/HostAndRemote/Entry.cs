namespace Tain.Scenarios.HostAndRemote;

/// <summary>One line of a <see cref="Diary"/>.</summary>
/// <param name="Step">In which step of the scenario.</param>
/// <param name="NetId">The object.</param>
/// <param name="Component">The component of the object.</param>
/// <param name="Kind">What it is about.</param>
/// <param name="Name">The callback, the SyncVar, the collection or the call.</param>
/// <param name="Text">The arguments.</param>
internal readonly record struct Entry(int Step, uint NetId, byte Component, EntryKind Kind, string Name, string Text)
{
    public override string ToString() => $"{NetId}.{Component} {Name} {Text}".TrimEnd();
}
