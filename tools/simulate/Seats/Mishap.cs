namespace Tain.Simulate;

/// <summary>What ends a session, or nearly.</summary>
internal enum Mishap
{
    /// <summary>The player has had enough and says so.</summary>
    Leave,

    /// <summary>The process dies without a word.</summary>
    Crash,

    /// <summary>The machine gets another address; the server knows it no more.</summary>
    OtherAddress,

    /// <summary>The line is dead for three seconds, which a connection survives.</summary>
    ShortCut,

    /// <summary>The line is dead for longer than the transport waits.</summary>
    LongCut,
}
