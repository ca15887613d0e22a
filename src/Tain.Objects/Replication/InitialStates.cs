namespace Tain;

/// <summary>
/// What components wrote as their whole state in this frame. When many clients join at once each of them gets every object, but a component is asked once, until it
/// changes. Kept are the states of components that write SyncVars and collections and nothing else: of these it is known when they change.
/// </summary>
internal sealed class InitialStates
{
    // A world of a thousand large objects. What is beyond is written again for each client, as everything would be without this.
    private const int MaxBytes = 16 * 1024 * 1024;
    private const int MaxRetainedBytes = 1024 * 1024;

    private NetworkWriter _bytes = new();
    // A server that runs for years counts further than an int, and a mark that was never set must not be this frame's.
    private long _frame = 1;

    /// <summary>Forgets what was kept: what other things write of themselves may have changed with time.</summary>
    public void BeginFrame()
    {
        if (_bytes.Position == 0) return;
        _frame++;
        if (_bytes.Capacity > MaxRetainedBytes) _bytes = new NetworkWriter();
        else _bytes.Reset();
    }

    /// <summary>Copies a component's state to the end of a writer, if it is known.</summary>
    public bool TryWrite(NetworkBehaviour component, NetworkWriter target)
    {
        InitialStateMark mark = component.InitialStateMark;
        if (mark.Frame != _frame) return false;
        target.WriteBytes(_bytes.ToSpan().Slice(mark.Start, mark.Length));
        return true;
    }

    /// <summary>Keeps what a component wrote just now.</summary>
    public void Keep(NetworkBehaviour component, ReadOnlySpan<byte> state)
    {
        if (_bytes.Position + state.Length > MaxBytes) return;
        component.InitialStateMark = new InitialStateMark(_frame, _bytes.Position, state.Length);
        _bytes.WriteBytes(state);
    }
}
