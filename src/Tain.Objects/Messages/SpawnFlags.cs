namespace Tain;

/// <summary>What an object is to the client that receives its spawn. A wire value.</summary>
[Flags]
[WireName("Mirror.SpawnFlags")]
public enum SpawnFlags : byte
{
    /// <summary>Somebody else's.</summary>
    None = 0,

    /// <summary>The receiver owns it.</summary>
    isOwner = 1,

    /// <summary>It is the receiver's player.</summary>
    isLocalPlayer = 2,
}
