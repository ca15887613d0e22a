using System.Numerics;

namespace Tain;

/// <summary>Walks the components that a mask names: <c>foreach (NetworkBehaviour c in new MaskedComponents(all, mask))</c>. Allocates nothing.</summary>
internal ref struct MaskedComponents(NetworkBehaviour[] components, ulong mask)
{
    private ulong _rest = mask;

    public NetworkBehaviour Current { get; private set; } = null!;

    public readonly MaskedComponents GetEnumerator() => this;

    public bool MoveNext()
    {
        if (_rest == 0) return false;
        Current = components[BitOperations.TrailingZeroCount(_rest)];
        _rest &= _rest - 1;
        return true;
    }
}
