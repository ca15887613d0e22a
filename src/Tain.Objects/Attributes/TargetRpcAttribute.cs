namespace Tain;

/// <summary>
/// Marks a method that is called on the server and runs on one client: the one named by a first parameter of a NetworkConnection type, else the object's owner.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TargetRpcAttribute : Attribute
{
    /// <summary>The channel the call travels on.</summary>
    public int channel = Channels.Reliable;
}
