namespace Tain;

/// <summary>Marks a field of a <see cref="NetworkBehaviour"/> that is kept equal on all sides that see the object.</summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class SyncVarAttribute : Attribute
{
    /// <summary>The name of a method <c>void Hook(T oldValue, T newValue)</c> of the same class that is called after the value changed; none unless given.</summary>
    public string? hook;
}
