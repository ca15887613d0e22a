namespace Tain;

/// <summary>
/// State of a component that knows its own changes, such as a list. It is registered in the component's constructor or Awake with
/// <see cref="NetworkBehaviour.InitSyncObject"/>, in the same order on all sides.
/// </summary>
public abstract class SyncObject
{
    /// <summary>Set by the component: to be called when a change was recorded.</summary>
    public Action? OnDirty;

    /// <summary>Set by the component: whether changes have to be recorded because somebody will receive them.</summary>
    public Func<bool> IsRecording = static () => true;

    /// <summary>Set by the component: whether this side may change the content.</summary>
    public Func<bool> IsWritable = static () => true;

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

    /// <summary>Returns to the state of a fresh instance, because the object will be used anew.</summary>
    public abstract void Reset();
}
