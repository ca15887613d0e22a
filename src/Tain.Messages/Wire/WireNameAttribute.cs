namespace Tain;

/// <summary>
/// The full name that peers hash for this type or method, where it differs from its own: messages and remote calls that Mirror knows keep Mirror's spelling.
/// </summary>
/// <param name="name">The name as the peers spell it, for example <c>Mirror.SpawnMessage</c> or <c>UnityEngine.Color</c>.</param>
[AttributeUsage(AttributeTargets.Struct | AttributeTargets.Class | AttributeTargets.Enum | AttributeTargets.Interface | AttributeTargets.Method, Inherited = false)]
public sealed class WireNameAttribute(string name) : Attribute
{
    /// <summary>The name that is hashed.</summary>
    public string Name { get; } = name;
}
