namespace Tain;

/// <summary>Marks a method that does nothing, with a warning, unless the world's server is active.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerAttribute : Attribute;
