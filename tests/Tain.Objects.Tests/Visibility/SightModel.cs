namespace Tain.Tests;

/// <summary>
/// Who sees what, told without groups: for each object a set of viewers, changed by every operation as the documents say. Slow and plain, for comparison.
/// </summary>
internal sealed class SightModel
{
    public Dictionary<uint, ModelObject> Objects { get; } = [];

    public Dictionary<int, ModelViewer> Viewers { get; } = [];

    /// <summary>Null while there is no rule; else who the rule says should see what.</summary>
    public Dictionary<uint, HashSet<int>>? Rule { get; set; }

    /// <summary>Who ceased to see what since the last look, for however short a time.</summary>
    public HashSet<(int Viewer, uint NetId)> Interrupted { get; } = [];

    public IEnumerable<uint> SeenBy(int viewer) => Objects.Values.Where(one => one.Viewers.Contains(viewer)).Select(one => one.NetId);

    public void Spawn(uint netId, int? owner, string? group, Visibility visibility)
    {
        var added = new ModelObject { NetId = netId, Owner = owner, Chosen = group, Visibility = visibility };
        Objects.Add(netId, added);
        Rebuild(added, initialize: true);
    }

    public void Despawn(uint netId)
    {
        foreach (int viewer in Objects[netId].Viewers) Interrupted.Add((viewer, netId));
        Objects.Remove(netId);
    }

    public void Rebuild(ModelObject one, bool initialize)
    {
        if (Rule is null || one.Visibility == Visibility.ForceShown)
        {
            if (initialize) Place(one);
            return;
        }
        one.Place = ModelPlace.Alone;
        HashSet<int> wanted = one.Visibility == Visibility.ForceHidden ? [] : [.. Rule.GetValueOrDefault(one.NetId, [])];
        if (one.Owner is { } owner) wanted.Add(owner);
        wanted.RemoveWhere(viewer => !IsReady(viewer));
        Set(one, wanted);
    }

    public void PutInto(ModelObject one, string group)
    {
        one.Chosen = group;
        Place(one);
    }

    public void Subscribe(int viewer, string group)
    {
        ModelViewer who = Viewers[viewer];
        if (!who.Wanted.Add(group) || !who.HasWorld) return;
        ShowGroup(viewer, group);
    }

    public void Unsubscribe(int viewer, string group)
    {
        ModelViewer who = Viewers[viewer];
        if (!who.Wanted.Remove(group) || !who.HasWorld) return;
        foreach (ModelObject one in InGroup(group))
        {
            if (one.Owner != viewer) Remove(one, viewer);
        }
    }

    public void Show(ModelObject one, int viewer)
    {
        if (!IsReady(viewer) || !one.Viewers.Add(viewer)) return;
        one.Place = ModelPlace.Alone;
    }

    public void Hide(ModelObject one, int viewer)
    {
        if (!one.Viewers.Contains(viewer)) return;
        Remove(one, viewer);
        one.Place = ModelPlace.Alone;
    }

    public void GiveWorld(int viewer)
    {
        ModelViewer who = Viewers[viewer];
        who.IsReady = who.HasWorld = true;
        foreach (string group in who.Wanted) ShowGroup(viewer, group);
        foreach (ModelObject one in Objects.Values)
        {
            if (one.Viewers.Contains(viewer)) continue;
            bool isForced = one.Visibility == Visibility.ForceShown;
            bool byDefault = one.Visibility == Visibility.Default && (Rule is null || Rule.GetValueOrDefault(one.NetId, []).Contains(viewer));
            bool isInGroup = one.Place == ModelPlace.Group;
            bool isOwn = isInGroup && one.Owner == viewer;
            bool isShown = isOwn || (one.IsActive && (isForced || (byDefault && !isInGroup)));
            if (isShown) one.Viewers.Add(viewer);
            bool leavesGroup = isInGroup && isShown && !isOwn;
            bool leavesPublic = one.Place == ModelPlace.Public && !isShown;
            if (leavesGroup || leavesPublic) one.Place = ModelPlace.Alone;
        }
    }

    public void TakeWorld(int viewer)
    {
        Viewers[viewer].IsReady = Viewers[viewer].HasWorld = false;
        foreach (ModelObject one in Objects.Values)
        {
            if (one.Viewers.Contains(viewer)) Remove(one, viewer);
        }
    }

    public void Assign(ModelObject one, int viewer)
    {
        one.Owner = viewer;
        if (!one.Viewers.Contains(viewer) && Rule is not null) Rebuild(one, initialize: false);
        else if (one.Place == ModelPlace.Group && IsReady(viewer)) one.Viewers.Add(viewer);
    }

    public void Release(ModelObject one)
    {
        int owner = one.Owner!.Value;
        one.Owner = null;
        if (one.Place == ModelPlace.Group && one.Viewers.Contains(owner) && !Subscribes(owner, one.Chosen!)) Remove(one, owner);
    }

    private void ShowGroup(int viewer, string group)
    {
        foreach (ModelObject one in InGroup(group).ToArray())
        {
            if (one.Viewers.Contains(viewer)) continue;
            if (one.Visibility == Visibility.ForceHidden) one.Place = ModelPlace.Alone;
            else one.Viewers.Add(viewer);
        }
    }

    private void Place(ModelObject one)
    {
        HashSet<int> wanted;
        if (one.Visibility == Visibility.ForceHidden)
        {
            one.Place = ModelPlace.Alone;
            wanted = [];
            if (one.Owner is { } owner && IsReady(owner)) wanted.Add(owner);
        }
        else if (one.Visibility == Visibility.Default && one.Chosen is { } group)
        {
            one.Place = ModelPlace.Group;
            wanted = [.. Viewers.Keys.Where(viewer => Subscribes(viewer, group) || (one.Owner == viewer && IsReady(viewer)))];
        }
        else
        {
            one.Place = ModelPlace.Public;
            wanted = [.. Viewers.Keys.Where(IsReady)];
        }
        Set(one, wanted);
    }

    private void Set(ModelObject one, HashSet<int> wanted)
    {
        foreach (int viewer in one.Viewers.Except(wanted).ToArray()) Remove(one, viewer);
        one.Viewers.UnionWith(wanted);
    }

    private void Remove(ModelObject one, int viewer)
    {
        one.Viewers.Remove(viewer);
        Interrupted.Add((viewer, one.NetId));
    }

    private bool IsReady(int viewer) => Viewers.TryGetValue(viewer, out ModelViewer? who) && who.IsReady;

    private bool Subscribes(int viewer, string group) => Viewers.TryGetValue(viewer, out ModelViewer? who) && who.HasWorld && who.Wanted.Contains(group);

    private IEnumerable<ModelObject> InGroup(string group) => Objects.Values.Where(one => one.Place == ModelPlace.Group && one.Chosen == group);
}
