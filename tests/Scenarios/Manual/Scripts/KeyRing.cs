namespace Tain.Scenarios.Manual.Scripts;

/// <summary>On every player: the keys it has found. Only the server puts keys on it.</summary>
public class KeyRing : NetworkBehaviour
{
    public readonly SyncHashSet<string> keys = new();
}
