namespace Tain;

/// <summary>Handlers of a phase, called in the order of registration. Unlike a plain event, one that throws does not silence those after it.</summary>
internal sealed class PhaseHooks(ScriptCalls calls, string name)
{
    // Replaced, never changed, so that handlers may come and go while they are called.
    private Action[] _handlers = [];

    public void Add(Action handler) => _handlers = [.. _handlers, handler];

    public void Remove(Action handler)
    {
        int index = Array.LastIndexOf(_handlers, handler);
        if (index >= 0) _handlers = [.. _handlers[..index], .. _handlers[(index + 1)..]];
    }

    public void Run()
    {
        Action[] handlers = _handlers;
        for (int i = 0; i < handlers.Length; i++) calls.Invoke(handlers[i], name);
    }
}
