namespace Tain;

/// <summary>Marks a method that does nothing, silently, unless the world's server is active. For methods that the engine calls, such as Update.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ServerCallbackAttribute : Attribute;
