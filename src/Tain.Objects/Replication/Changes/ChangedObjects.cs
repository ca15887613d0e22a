using System.Runtime.InteropServices;

namespace Tain;

/// <summary>The objects that a tick has to write, group behind group in the order of their first change.</summary>
internal sealed class ChangedObjects
{
    private readonly List<VisibilityGroup> _groups = [];
    private readonly List<NetworkIdentity> _identities = [];
    private readonly List<Section> _sections = [];

    public int Count => _identities.Count;

    public ReadOnlySpan<NetworkIdentity> Identities => CollectionsMarshal.AsSpan(_identities);

    public ReadOnlySpan<Section> Sections => CollectionsMarshal.AsSpan(_sections);

    /// <summary>Takes the changed objects that somebody has. Of the others the changes are set aside: the first observer gets the whole state.</summary>
    public void Collect(DirtyList dirty, double now)
    {
        _identities.Clear();
        _sections.Clear();
        foreach (NetworkIdentity identity in dirty.Take(now))
        {
            if (identity.IsSpawned && ReferenceEquals(identity.DirtyList, dirty) && identity is { HasCopies: true, observers.Group: { } group }) Sort(identity, group);
        }
        foreach (VisibilityGroup group in _groups)
        {
            while (group.Changed.TryTake(out NetworkIdentity? identity)) _identities.Add(identity!);
            _sections.Add(new Section(group, _identities.Count));
        }
        _groups.Clear();
    }

    private void Sort(NetworkIdentity identity, VisibilityGroup group)
    {
        if (group.Changed.IsEmpty) _groups.Add(group);
        group.Changed.Add(identity);
    }

    /// <summary>The objects of one group: those from the end of the section before up to, not including, <paramref name="End"/>.</summary>
    public readonly record struct Section(VisibilityGroup Group, int End);
}
