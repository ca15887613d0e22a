namespace Tain;

/// <summary>Marks a method that is called on a client and runs on the server.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CommandAttribute : Attribute
{
    /// <summary>The channel the call travels on.</summary>
    public int channel = Channels.Reliable;

    /// <summary>True when only the owner of the object may call it; false opens it to every client.</summary>
    public bool requiresAuthority = true;
}
