using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>A thing in the world: a name, a <see cref="Transform"/>, and the components that make it what it is.</summary>
/// <remarks>
/// Components are added one by one and awaken at once, unless a builder is at work (<see cref="PrefabCollection.Add(string, Action{GameObject})"/>,
/// <see cref="SceneCollection.Add"/>): then all of them awaken when the builder is done.
/// </remarks>
public sealed partial class GameObject : WorldObject
{
    private readonly World _world;
    private readonly List<Component> _components = new(4);

    private string _name;
    private bool _activeSelf = true;
    private int _componentChanges;

    /// <summary>Makes an object in the active scene of a world.</summary>
    /// <param name="world">The world to live in.</param>
    /// <param name="name">Need not be unique.</param>
    public GameObject(World world, string name = "New Game Object")
        : this(world, name, world.scenes.activeScene)
    {
    }

    internal GameObject(World world, string name, Scene scene)
    {
        ArgumentNullException.ThrowIfNull(name);
        _world = world;
        _name = name;
        InstanceId = world.NextInstanceId();
        transform = new Transform();
        transform.Attach(this);
        _components.Add(transform);
        Held = world.Construction.IsOpen;
        if (Held) world.Construction.Hold(this);
        EnterScene(scene);
        RefreshActivation();
    }

    /// <inheritdoc/>
    public override World world => _world;

    /// <inheritdoc/>
    public override string name
    {
        get => _name;
        set
        {
            ArgumentNullException.ThrowIfNull(value);
            _name = value;
        }
    }

    /// <summary>A free word for finding objects, "Untagged" at first.</summary>
    public string tag { get; set; } = "Untagged";

    /// <summary>A number from 0 to 31 for grouping objects, 0 at first.</summary>
    public int layer { get; set; }

    /// <summary>Position, rotation, scale, and place in the hierarchy.</summary>
    public Transform transform { get; }

    /// <summary>This object itself, so that code may say <c>x.gameObject</c> of an object and of a component.</summary>
    public GameObject gameObject => this;

    /// <summary>The prefab of which this object is a copy; null for one that was made directly, and for the children within a copy.</summary>
    public Prefab? prefab { get; internal set; }

    /// <summary>The scene that holds this object. A child is always in the scene of its parent.</summary>
    public Scene scene => transform.root.gameObject.OwnScene!;

    /// <summary>Whether this object itself is switched on; see <see cref="activeInHierarchy"/>.</summary>
    public bool activeSelf => _activeSelf;

    /// <summary>Whether this object and all its parents are switched on. False while a builder makes the object.</summary>
    public bool activeInHierarchy { get; private set; }

    /// <summary>The names from the root down to this object: "/Tank/Turret".</summary>
    public string path => transform.parent is { } parent ? $"{parent.gameObject.path}/{_name}" : "/" + _name;

    /// <summary>How many components there are, the transform included.</summary>
    public int componentCount => _components.Count;

    // A root knows its scene; a child has none of its own.
    internal Scene? OwnScene { get; private set; }

    internal bool Held { get; set; }

    internal bool Dying { get; private set; }

    /// <summary>Switches the object on or off, and with it its components and its children.</summary>
    public void SetActive(bool value)
    {
        _activeSelf = value;
        RefreshActivation();
    }

    /// <summary>Whether the object carries this tag.</summary>
    public bool CompareTag(string tag) => string.Equals(this.tag, tag, StringComparison.Ordinal);

    /// <summary>Adds a component. On an active object its Awake and OnEnable run before this returns.</summary>
    /// <exception cref="InvalidOperationException">The object is destroyed, or a second Transform was asked for.</exception>
    public T AddComponent<T>() where T : Component, new()
    {
        var component = new T();
        Add(component);
        return component;
    }

    /// <summary>Adds a component of a type that is known at run time only.</summary>
    /// <exception cref="ArgumentException">The type is not a component.</exception>
    /// <exception cref="InvalidOperationException">The object is destroyed, or a second Transform was asked for.</exception>
    public Component AddComponent([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicParameterlessConstructor)] Type type)
    {
        if (!typeof(Component).IsAssignableFrom(type)) throw new ArgumentException($"{type} is not a Component.", nameof(type));
        var component = (Component)Activator.CreateInstance(type)!;
        Add(component);
        return component;
    }

    private void Add(Component component)
    {
        if (isDestroyed || Dying) throw new InvalidOperationException($"{name} is destroyed; it takes no {component.GetType().Name} any more.");
        if (component is Transform) throw new InvalidOperationException($"{name} has its Transform already.");
        component.Attach(this);
        _components.Add(component);
        _componentChanges++;
        component.RefreshActivation();
    }

    internal void EnterScene(Scene scene)
    {
        Debug.Assert(transform.parent is null, "Only roots are listed in a scene.");
        if (OwnScene == scene) return;
        OwnScene?.RemoveRoot(this);
        OwnScene = scene;
        scene.AddRoot(this);
    }

    internal void LeaveScene()
    {
        OwnScene?.RemoveRoot(this);
        OwnScene = null;
    }

    // Compares what should be with what is, and carries a difference to components and children. Scripts may switch objects, add and remove
    // components from within; every step is harmless when repeated, so after such a change the walk simply starts again.
    internal void RefreshActivation()
    {
        bool active = _activeSelf && !Held && !Dying && (transform.parent is not { } parent || parent.gameObject.activeInHierarchy);
        if (active == activeInHierarchy) return;
        activeInHierarchy = active;

        int seen = _componentChanges;
        for (int i = 0; i < _components.Count; i++)
        {
            _components[i].RefreshActivation();
            if (seen == _componentChanges) continue;
            seen = _componentChanges;
            i = -1;
        }
        transform.RefreshActivationOfChildren();
    }

    internal override void DestroyNow()
    {
        if (isDestroyed || Dying) return;
        Dying = true;
        RefreshActivation();
        EndLife();
        Unlink();
    }

    // Where the object was can still be asked.
    private void Unlink()
    {
        Scene last = scene;
        transform.LeaveParent();
        LeaveScene();
        OwnScene = last;
    }

    // The whole tree is switched off by now. OnDestroy runs from the top down.
    private void EndLife()
    {
        if (isDestroyed) return;
        Dying = true;
        for (int i = 0; i < _components.Count; i++)
        {
            if (_components[i] is not Transform) _components[i].EndLife();
        }
        EndChildren();
        transform.EndLife();
        isDestroyed = true;
    }

    // OnDestroy may move children about: one that is ended twice is not harmed, one that is missed lives on under nobody.
    private void EndChildren()
    {
        for (int i = 0; i < transform.childCount; i++)
        {
            Transform child = transform.GetChild(i);
            child.gameObject.EndLife();
            // Where it has gone to in its last moment it does not belong.
            if (child.parent != transform) child.gameObject.Unlink();
            if (i >= transform.childCount || transform.GetChild(i) != child) i = -1;
        }
    }

    internal void DestroyComponent(Component component)
    {
        (component as Behaviour)?.SwitchOffForGood();
        component.EndLife();
        if (isDestroyed || Dying) return;
        _components.Remove(component);
        _componentChanges++;
    }
}
