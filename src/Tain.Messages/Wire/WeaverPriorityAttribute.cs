namespace Tain;

/// <summary>
/// On an extension method that writes or reads a type: the weaver takes this one where several serve the same type. A game that wants its own form of a
/// built-in type on the wire says so with it; all peers must then do the same.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class WeaverPriorityAttribute : Attribute;
