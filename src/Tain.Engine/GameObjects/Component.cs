using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace Tain;

/// <summary>A part of a <see cref="GameObject"/>. Made by <see cref="GameObject.AddComponent{T}"/>, never by <c>new</c>.</summary>
/// <remarks>Scripts derive from <see cref="MonoBehaviour"/>; a bare Component can be looked up and gets Awake and OnDestroy, but has no enabled state.</remarks>
public abstract class Component : WorldObject
{
    private GameObject? _gameObject;
    private bool _hasEnded;

    /// <summary>The object this component is part of.</summary>
    /// <exception cref="InvalidOperationException">The component was made by <c>new</c>.</exception>
    public GameObject gameObject => _gameObject ?? throw NotAttached();

    /// <summary>The transform of the object.</summary>
    public Transform transform => gameObject.transform;

    /// <inheritdoc/>
    public sealed override World world => gameObject.world;

    /// <summary>The name of the object.</summary>
    public sealed override string name
    {
        get => gameObject.name;
        set => gameObject.name = value;
    }

    /// <summary>The tag of the object.</summary>
    public string tag
    {
        get => gameObject.tag;
        set => gameObject.tag = value;
    }

    /// <summary>The clock of this world.</summary>
    public Time Time => world.Time;

    /// <summary>The script log of this world.</summary>
    public ScriptLog Debug => world.Debug;

    /// <summary>The random generator of this world.</summary>
    public SeededRandom Random => world.Random;

    internal bool Awoken { get; private set; }

    internal LifecycleMethods Methods { get; private set; }

    /// <summary>Whether the object carries this tag.</summary>
    public bool CompareTag(string tag) => gameObject.CompareTag(tag);

    /// <inheritdoc cref="GameObject.GetComponent{T}"/>
    public T? GetComponent<T>() where T : class => gameObject.GetComponent<T>();

    /// <inheritdoc cref="GameObject.TryGetComponent{T}"/>
    public bool TryGetComponent<T>([NotNullWhen(true)] out T? component) where T : class => gameObject.TryGetComponent(out component);

    /// <inheritdoc cref="GameObject.GetComponents{T}()"/>
    public T[] GetComponents<T>() where T : class => gameObject.GetComponents<T>();

    /// <inheritdoc cref="GameObject.GetComponents{T}(List{T})"/>
    public void GetComponents<T>(List<T> results) where T : class => gameObject.GetComponents(results);

    /// <inheritdoc cref="GameObject.GetComponentInChildren{T}"/>
    public T? GetComponentInChildren<T>(bool includeInactive = false) where T : class => gameObject.GetComponentInChildren<T>(includeInactive);

    /// <inheritdoc cref="GameObject.GetComponentsInChildren{T}(bool)"/>
    public T[] GetComponentsInChildren<T>(bool includeInactive = false) where T : class => gameObject.GetComponentsInChildren<T>(includeInactive);

    /// <inheritdoc cref="GameObject.GetComponentsInChildren{T}(bool, List{T})"/>
    public void GetComponentsInChildren<T>(bool includeInactive, List<T> results) where T : class =>
        gameObject.GetComponentsInChildren(includeInactive, results);

    /// <inheritdoc cref="GameObject.GetComponentInParent{T}"/>
    public T? GetComponentInParent<T>(bool includeInactive = false) where T : class => gameObject.GetComponentInParent<T>(includeInactive);

    /// <inheritdoc cref="GameObject.GetComponentsInParent{T}"/>
    public T[] GetComponentsInParent<T>(bool includeInactive = false) where T : class => gameObject.GetComponentsInParent<T>(includeInactive);

    /// <inheritdoc cref="World.Destroy"/>
    public void Destroy(WorldObject? target, float delay = 0) => world.Destroy(target, delay);

    /// <inheritdoc cref="World.DestroyImmediate"/>
    public void DestroyImmediate(WorldObject? target) => world.DestroyImmediate(target);

    /// <inheritdoc cref="World.Instantiate(Prefab, Transform)"/>
    public GameObject Instantiate(Prefab prefab, Transform? parent = null) => world.Instantiate(prefab, parent);

    /// <inheritdoc cref="World.Instantiate(Prefab, Vector3, Quaternion?, Transform)"/>
    public GameObject Instantiate(Prefab prefab, Vector3 position, Quaternion? rotation = null, Transform? parent = null) =>
        world.Instantiate(prefab, position, rotation, parent);

    /// <summary>Which life-cycle methods this class and its bases have. Written by the weaver.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual LifecycleMethods GetLifecycleMethods() => LifecycleMethods.None;

    /// <summary>Calls one life-cycle method of this class or its bases. Written by the weaver.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    protected internal virtual void InvokeLifecycle(LifecycleMethods method)
    {
    }

    internal void Attach(GameObject owner)
    {
        _gameObject = owner;
        InstanceId = owner.world.NextInstanceId();
        Methods = GetLifecycleMethods();
    }

    // Brings the component in line with the state of its object, whatever that was before. Scripts change that state from within
    // these very calls, so this asks again instead of trusting the caller.
    internal virtual void RefreshActivation()
    {
        if (Awoken || isDestroyed || !gameObject.activeInHierarchy) return;
        Awoken = true;
        if ((Methods & LifecycleMethods.Awake) != 0) world.Calls.Invoke(this, LifecycleMethods.Awake);
    }

    internal override void DestroyNow()
    {
        if (isDestroyed) return;
        if (this is Transform) throw new InvalidOperationException($"The Transform of {name} cannot be destroyed alone. Destroy its GameObject.");
        gameObject.DestroyComponent(this);
    }

    // Runs OnDestroy at most once, and marks the component; the caller has switched it off and unlinks it.
    internal void EndLife()
    {
        if (_hasEnded) return;
        // Before the call, which may end the object above, and with it this one again.
        _hasEnded = true;
        if (Awoken && (Methods & LifecycleMethods.OnDestroy) != 0) world.Calls.Invoke(this, LifecycleMethods.OnDestroy);
        isDestroyed = true;
        OnDetached();
    }

    internal virtual void OnDetached()
    {
    }

    internal string DescribePath() => _gameObject?.path ?? "(no object)";

    private InvalidOperationException NotAttached() =>
        new($"This {GetType().Name} belongs to no GameObject. Make it by gameObject.AddComponent<{GetType().Name}>(), not by new, and use it from Awake on.");
}
