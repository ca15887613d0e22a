using System.Runtime.ExceptionServices;

namespace Tain;

/// <summary>
/// State of a component that knows its own changes, such as a list. A woven component registers the ones in its fields by itself, in the order of the fields.
/// </summary>
public abstract class SyncObject
{
    /// <summary>Set by the component: to be called when a change was recorded.</summary>
    public Action? OnDirty;

    /// <summary>Set by the component: whether changes have to be recorded, because somebody will receive them as changes.</summary>
    public Func<bool> IsRecording = static () => false;

    /// <summary>Set by the component: whether this side may change the content.</summary>
    public Func<bool> IsWritable = static () => true;

    // Callbacks of changes that callbacks made. They run after those of the change before, so that everybody is told in the order of the changes.
    private Queue<Action>? _untold;
    private bool _isTelling;

    /// <summary>
    /// How many bytes the content may grow to, as it travels, by what an owner sends to a server; 0 = <see cref="NetworkServerOptions.maxOwnedCollectionBytes"/>. A change
    /// beyond it is refused and the owner disconnected. What this side itself puts in is not limited.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int maxBytes
    {
        get;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            field = value;
        }
    }

    /// <summary>The component whose state this is; null before it is registered.</summary>
    internal NetworkBehaviour? Component { get; set; }

    /// <summary>Whether changes are being applied that came from another side.</summary>
    internal bool IsReceiving { get; set; }

    /// <summary>
    /// On a client: whether deltas repeat all changes since a baseline. A server takes what clients send as Mirror's server does, which applies repeated changes again and
    /// passes the result on (recorded: vectors/sync2.json, components relayed); the next baseline repairs it.
    /// </summary>
    internal bool IsCumulative => Component is { syncMethod: SyncMethod.Hybrid, IdentityOrNull.isClientOnly: true };

    /// <summary>On a client: whether <see cref="OnDeserializeAll"/> gets a baseline of an object that is here, and not the first content of one that appears.</summary>
    internal bool IsReadingBaseline => Component?.IdentityOrNull is { IsReadingBaseline: true };

    /// <summary>How far the content may grow by what is received now; <see cref="int.MaxValue"/> on a client, which gets what its server has.</summary>
    internal int MaxReceivedBytes
    {
        get
        {
            if (Component?.IdentityOrNull is not { isServer: true }) return int.MaxValue;
            int limit = maxBytes > 0 ? maxBytes : Component.Network.Server.Options.maxOwnedCollectionBytes;
            return limit > 0 ? limit : int.MaxValue;
        }
    }

    /// <summary>Refuses received content that is too large.</summary>
    /// <exception cref="InvalidDataException">It is.</exception>
    internal void CheckReceivedSize(long bytes, int limit)
    {
        if (bytes > limit) throw new InvalidDataException($"a {GetType().Name} would grow to {bytes} bytes; {limit} is what its owner may fill it to (SyncObject.maxBytes, NetworkServerOptions.maxOwnedCollectionBytes)");
    }

    /// <summary>Forgets the recorded changes, because they were sent or because nobody needs them.</summary>
    public abstract void ClearChanges();

    /// <summary>Writes the whole content.</summary>
    /// <param name="writer">Where to.</param>
    public abstract void OnSerializeAll(NetworkWriter writer);

    /// <summary>Writes the recorded changes.</summary>
    /// <param name="writer">Where to.</param>
    public abstract void OnSerializeDelta(NetworkWriter writer);

    /// <summary>Replaces the content by what <see cref="OnSerializeAll"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    public abstract void OnDeserializeAll(NetworkReader reader);

    /// <summary>Applies what <see cref="OnSerializeDelta"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    public abstract void OnDeserializeDelta(NetworkReader reader);

    /// <summary>Returns to the state of a fresh instance. For pools of a game's own; the library never calls it.</summary>
    public abstract void Reset();

    /// <summary>Whether another copy holds the same. Kinds whose order means nothing override it: two copies may list the same content differently.</summary>
    /// <param name="other">A copy of this one, on another side.</param>
    /// <returns>True when nothing differs but perhaps an order that means nothing.</returns>
    protected internal virtual bool HasSameContent(SyncObject other)
    {
        ArgumentNullException.ThrowIfNull(other);
        NetworkWriter ours = new(), theirs = new();
        OnSerializeAll(ours);
        other.OnSerializeAll(theirs);
        return ours.ToSpan().SequenceEqual(theirs.ToSpan());
    }

    /// <summary>Checks that this side may change the content. To be called before the change.</summary>
    /// <exception cref="InvalidOperationException">It may not.</exception>
    protected void ThrowIfNotWritable()
    {
        if (!IsWritable()) throw new InvalidOperationException(
            $"A {GetType().Name} of {Component?.Describe() ?? "a component"} can be changed only by the side that decides the component's state: the server, or the owner when its syncDirection is ClientToServer.");
    }

    /// <summary>Records the whole content as changes, for a receiver whose copy may hold anything. Kinds that cannot do so leave it to their next change.</summary>
    internal virtual void RecordContent()
    {
    }

    /// <summary>The other half of <see cref="RecordContent"/>: this side hears nothing more, and if it does some day, from the beginning.</summary>
    internal virtual void ForgetAnnounced()
    {
    }

    /// <summary>Whether two values are the same to a receiver. By their bytes if need be, because values need not know when they are equal.</summary>
    internal static bool AreSame<T>(T left, T right)
    {
        if (EqualityComparer<T>.Default.Equals(left, right)) return true;
        NetworkWriter ours = new(), theirs = new();
        ours.Write(left);
        theirs.Write(right);
        return ours.ToSpan().SequenceEqual(theirs.ToSpan());
    }

    /// <summary>
    /// Runs callbacks that scripts have set: at once, or, on a client that is joining, when the object is complete. A host whose client does not know the object yet
    /// hears nothing, as a remote client would not. What a callback changes is told after what it was called for. When a callback throws, the change stays; the exception
    /// reaches whoever made the change, or the log when it came from another side.
    /// </summary>
    /// <typeparam name="TChange">What the callbacks are told.</typeparam>
    /// <param name="change">What the callbacks are told.</param>
    /// <param name="callbacks">Runs them; must not capture anything.</param>
    protected void Tell<TChange>(TChange change, Action<TChange> callbacks)
    {
        switch (Component?.WhenToTell() ?? TellTime.Now)
        {
            case TellTime.Now when _isTelling:
                TellAfterwards(change, callbacks);
                break;
            case TellTime.Now:
                TellNow(change, callbacks);
                break;
            case TellTime.Later:
                TellWhenComplete(change, callbacks);
                break;
            case TellTime.Never:
                break;
        }
    }

    // Apart, because a lambda's captives are allocated at the start of the method that holds it.
    private void TellAfterwards<TChange>(TChange change, Action<TChange> callbacks) => (_untold ??= new Queue<Action>()).Enqueue(() => callbacks(change));

    private void TellWhenComplete<TChange>(TChange change, Action<TChange> callbacks) => Component!.Defer(() => callbacks(change));

    private void TellNow<TChange>(TChange change, Action<TChange> callbacks)
    {
        ExceptionDispatchInfo? failure = null;
        _isTelling = true;
        try
        {
            callbacks(change);
        }
        catch (Exception exception)
        {
            failure = OnCallbackThrew(exception);
        }
        while (_untold is not null && _untold.TryDequeue(out Action? next))
        {
            try
            {
                next();
            }
            catch (Exception exception)
            {
                failure ??= OnCallbackThrew(exception);
            }
        }
        _isTelling = false;
        failure?.Throw();
    }

    // Received changes have no caller, and those behind them must be applied all the same.
    private ExceptionDispatchInfo? OnCallbackThrew(Exception exception)
    {
        if (!IsReceiving || Component is null) return ExceptionDispatchInfo.Capture(exception);
        Component.OnCallbackThrew($"a callback of a {GetType().Name}", exception);
        return null;
    }
}
