using System.ComponentModel;

namespace Tain;

/// <summary>Calls the hook of a SyncVar. The weaver makes one per hook.</summary>
/// <typeparam name="T">The type of the SyncVar.</typeparam>
/// <param name="self">The component.</param>
/// <param name="oldValue">The value before.</param>
/// <param name="newValue">The value that the field has now.</param>
[EditorBrowsable(EditorBrowsableState.Never)]
public delegate void SyncVarHook<T>(NetworkBehaviour self, T oldValue, T newValue);
