namespace Tain;

/// <summary>
/// While a builder runs, nothing it makes awakens: the objects are held back and awaken together, in order of creation, when the outermost builder is
/// done. So Awake sees every field and component that the builder set, whatever the order of its lines.
/// </summary>
internal sealed class Construction
{
    private readonly Stack<List<GameObject>> _spare = new();
    private List<GameObject> _held = [];
    private int _depth;

    public bool IsOpen => _depth > 0;

    public void Open() => _depth++;

    public void Hold(GameObject gameObject) => _held.Add(gameObject);

    public void Close()
    {
        if (--_depth > 0) return;
        // An Awake may run builders of its own, which need a list of their own.
        List<GameObject> released = _held;
        _held = _spare.TryPop(out List<GameObject>? spare) ? spare : [];
        for (int i = 0; i < released.Count; i++) released[i].Held = false;
        for (int i = 0; i < released.Count; i++) released[i].RefreshActivation();
        released.Clear();
        _spare.Push(released);
    }
}
