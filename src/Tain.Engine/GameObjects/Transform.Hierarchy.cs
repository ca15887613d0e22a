using System.Numerics;

namespace Tain;

// The tree: parents, children, and what a change of parent keeps.
public sealed partial class Transform
{
    // Made with the first child: most objects have none.
    private List<Transform>? _children;
    private Transform? _parent;

    internal int PlaceInScene;

    /// <summary>The transform this one moves with; null for a root. Setting it keeps position, rotation and scale in the world.</summary>
    public Transform? parent
    {
        get => _parent;
        set => SetParent(value);
    }

    /// <summary>The topmost transform above this one, or this one.</summary>
    public Transform root
    {
        get
        {
            Transform at = this;
            while (at._parent is { } above) at = above;
            return at;
        }
    }

    /// <summary>How many children there are, those of children not counted.</summary>
    public int childCount => _children?.Count ?? 0;

    /// <summary>A child by its place.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such child.</exception>
    public Transform GetChild(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, childCount);
        return _children![index];
    }

    /// <summary>Moves this object, with all below it, under another one, or to the top of its scene.</summary>
    /// <param name="parent">The new parent, or null for none.</param>
    /// <param name="worldPositionStays">Whether position, rotation and scale in the world are kept, or those relative to the parent.</param>
    /// <exception cref="InvalidOperationException">The parent is destroyed, in another world, or below this object.</exception>
    public void SetParent(Transform? parent, bool worldPositionStays = true)
    {
        if (parent == _parent) return;
        if (isDestroyed) throw new InvalidOperationException($"{name} is destroyed; it takes no parent any more.");
        if (parent is not null) CheckParent(parent);

        GetPositionAndRotation(out Vector3 keptPosition, out Quaternion keptRotation);
        Matrix4x4 keptMatrix = localToWorldMatrix;
        Scene scene = gameObject.scene;
        int watches = CountWorldWatches();
        CountWatchesAbove(-watches);
        if (_parent is null) gameObject.LeaveScene();
        else _parent._children!.Remove(this);
        _parent = parent;
        if (parent is null) gameObject.EnterScene(scene);
        else (parent._children ??= []).Add(this);
        CountWatchesAbove(watches);

        hasChanged = true;
        if (worldPositionStays) Restore(keptPosition, keptRotation, keptMatrix);
        if (IsWatched) TellWatches();
        gameObject.RefreshActivation();
        if (gameObject.scene != scene) world.scenes.RaiseMoved(gameObject);
    }

    /// <summary>Makes roots of all children.</summary>
    public void DetachChildren()
    {
        while (childCount > 0) _children![0].SetParent(null);
    }

    /// <summary>Whether this is the other transform, or below it.</summary>
    public bool IsChildOf(Transform other)
    {
        for (Transform? at = this; at is not null; at = at._parent)
        {
            if (at == other) return true;
        }
        return false;
    }

    /// <summary>The place among the children of the parent; 0 for a root.</summary>
    public int GetSiblingIndex() => _parent?._children!.IndexOf(this) ?? 0;

    /// <summary>Changes the place among the children of the parent. Roots have no order.</summary>
    public void SetSiblingIndex(int index)
    {
        if (_parent?._children is not { } siblings) return;
        siblings.Remove(this);
        siblings.Insert(Math.Clamp(index, 0, siblings.Count), this);
    }

    /// <summary>Becomes the first child of the parent.</summary>
    public void SetAsFirstSibling() => SetSiblingIndex(0);

    /// <summary>Becomes the last child of the parent.</summary>
    public void SetAsLastSibling() => SetSiblingIndex(int.MaxValue);

    /// <summary>A child by its name, or one further down by a path: <c>Find("Turret/Barrel")</c>. Null if there is none.</summary>
    public Transform? Find(string path)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        ReadOnlySpan<char> first = slash < 0 ? path : path.AsSpan(0, slash);
        for (int i = 0; i < childCount; i++)
        {
            Transform child = _children![i];
            if (!first.SequenceEqual(child.name)) continue;
            Transform? found = slash < 0 ? child : child.Find(path[(slash + 1)..]);
            if (found is not null) return found;
        }
        return null;
    }

    /// <summary>Walks the children: <c>foreach (Transform child in transform)</c>.</summary>
    public ChildEnumerator GetEnumerator() => new(this);

    internal void RefreshActivationOfChildren()
    {
        for (int i = 0; i < childCount; i++)
        {
            Transform child = _children![i];
            child.gameObject.RefreshActivation();
            // The call may have moved children about; refreshing one twice is harmless, missing one is not.
            if (i < childCount && _children[i] != child) i = -1;
        }
    }

    internal void LeaveParent()
    {
        CountWatchesAbove(-CountWorldWatches());
        _parent?._children!.Remove(this);
        _parent = null;
    }

    private void CheckParent(Transform parent)
    {
        if (parent.isDestroyed) throw new InvalidOperationException($"{name} cannot move under {parent.name}, which is destroyed.");
        if (parent.world != world) throw new InvalidOperationException($"{name} cannot move under {parent.name}, which lives in another world.");
        if (parent.IsChildOf(this)) throw new InvalidOperationException($"{name} cannot move under {parent.name}, which is below it.");
    }

    private void Restore(Vector3 position, Quaternion rotation, Matrix4x4 matrix)
    {
        this.position = position;
        this.rotation = rotation;
        _localScale = Vector3.One;
        // What the object's axes become with scale one, against what they were: the scale that comes nearest.
        Matrix4x4 now = localToWorldMatrix;
        now.Translation = Vector3.Zero;
        matrix.Translation = Vector3.Zero;
        if (!Matrix4x4.Invert(now, out Matrix4x4 back)) return;
        Matrix4x4 scale = matrix * back;
        _localScale = new Vector3(scale.M11, scale.M22, scale.M33);
    }

    /// <summary>Walks the children of a transform without allocation. Children added or removed meanwhile may be missed.</summary>
    public struct ChildEnumerator
    {
        private readonly Transform _transform;
        private int _index;

        internal ChildEnumerator(Transform transform)
        {
            _transform = transform;
            _index = -1;
        }

        /// <summary>The child that was reached.</summary>
        public readonly Transform Current => _transform.GetChild(_index);

        /// <summary>Goes to the next child.</summary>
        public bool MoveNext() => ++_index < _transform.childCount;
    }
}
