namespace Tain.Weaver.Weaving;

/// <summary>What became of an assembly.</summary>
internal enum WeaveResult
{
    /// <summary>It was rewritten.</summary>
    Woven,

    /// <summary>It carries the mark already; nothing was done.</summary>
    AlreadyWoven,

    /// <summary>Errors were reported; nothing was written.</summary>
    Refused,
}
