using System.Collections;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;

namespace Tain;

/// <summary>
/// The remote calls of one class, those of its bases included. Each woven class fills one at its first use and never changes it again, so there is no registry
/// to reset between worlds, and generic classes have one per construction.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class RemoteCallTable : IEnumerable<RemoteCall>
{
    private readonly Dictionary<ushort, RemoteCall> _calls;

    /// <summary>Begins the table of a class.</summary>
    /// <param name="parent">The table of its base class.</param>
    public RemoteCallTable(RemoteCallTable parent)
    {
        ArgumentNullException.ThrowIfNull(parent);
        _calls = new Dictionary<ushort, RemoteCall>(parent._calls);
    }

    private RemoteCallTable() => _calls = [];

    /// <summary>The table of a class without remote calls. It is never written to.</summary>
    public static RemoteCallTable Empty { get; } = new();

    /// <summary>The number of calls, inherited ones included.</summary>
    public int Count => _calls.Count;

    /// <summary>Adds a call while the class is being set up.</summary>
    /// <param name="kind">Which way the call travels.</param>
    /// <param name="functionFullName">The signature that is hashed, in Mirror's spelling.</param>
    /// <param name="hash">The 16 bits on the wire.</param>
    /// <param name="requiresAuthority">Whether only the owner may call.</param>
    /// <param name="call">Reads the parameters and runs the user's code.</param>
    /// <returns>This table.</returns>
    /// <exception cref="InvalidOperationException">Another function of the class has the same hash: one of the two must be renamed.</exception>
    public RemoteCallTable Add(RemoteCallKind kind, string functionFullName, ushort hash, bool requiresAuthority, RemoteCallDelegate call)
    {
        ArgumentNullException.ThrowIfNull(functionFullName);
        ArgumentNullException.ThrowIfNull(call);
        if (ReferenceEquals(this, Empty)) throw new InvalidOperationException("The empty table is shared. Begin a new one: new RemoteCallTable(base.GetRemoteCallTable()).");
        if (_calls.TryGetValue(hash, out RemoteCall? other) && other.FunctionFullName != functionFullName)
            throw new InvalidOperationException(
                $"'{functionFullName}' and '{other.FunctionFullName}' have the same hash {hash:X4}, which is all that travels. Rename one of them.");
        _calls[hash] = new RemoteCall(kind, functionFullName, hash, requiresAuthority, call);
        return this;
    }

    /// <summary>Looks a call up.</summary>
    /// <param name="hash">The 16 bits from the wire.</param>
    /// <param name="call">The entry.</param>
    /// <returns>False when the class has no such call.</returns>
    public bool TryGet(ushort hash, [NotNullWhen(true)] out RemoteCall? call) => _calls.TryGetValue(hash, out call);

    /// <inheritdoc/>
    public IEnumerator<RemoteCall> GetEnumerator() => _calls.Values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
