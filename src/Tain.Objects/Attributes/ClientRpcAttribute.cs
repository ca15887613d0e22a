namespace Tain;

/// <summary>Marks a method that is called on the server and runs on every client that sees the object.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ClientRpcAttribute : Attribute
{
    /// <summary>The channel the call travels on.</summary>
    public int channel = Channels.Reliable;

    /// <summary>False leaves out the client that owns the object.</summary>
    public bool includeOwner = true;
}
