namespace Tain;

/// <summary>What a world does when it is its turn.</summary>
internal enum WorldTurn : byte
{
    /// <summary>It is made.</summary>
    SetUp,

    /// <summary>It ticks.</summary>
    Tick,

    /// <summary>It is disposed of, and has no turn after this.</summary>
    End,
}
