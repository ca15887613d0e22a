namespace Tain;

/// <summary>Which parts of a transform a <see cref="SyncData"/> carries, and how the rotation is written. The values are on the wire.</summary>
[Flags]
[WireName("Mirror.Changed")]
public enum Changed : byte
{
    /// <summary>Nothing: "I stand still".</summary>
    None = 0,

    /// <summary>The x of the position.</summary>
    PosX = 1 << 0,

    /// <summary>The y of the position.</summary>
    PosY = 1 << 1,

    /// <summary>The z of the position.</summary>
    PosZ = 1 << 2,

    /// <summary>The position.</summary>
    Pos = PosX | PosY | PosZ,

    /// <summary>The rotation, if there is one, is a packed quaternion and not three angles.</summary>
    CompressRot = 1 << 3,

    /// <summary>The angle about x, or with <see cref="CompressRot"/> the rotation.</summary>
    RotX = 1 << 4,

    /// <summary>The angle about y.</summary>
    RotY = 1 << 5,

    /// <summary>The angle about z.</summary>
    RotZ = 1 << 6,

    /// <summary>The rotation.</summary>
    Rot = RotX | RotY | RotZ,

    /// <summary>The scale.</summary>
    Scale = 1 << 7,
}
