namespace Tain.Weaver.Diagnostics;

/// <summary>A place in a source file. Line and column count from 1; an unknown place has no file.</summary>
internal readonly record struct SourcePosition(string? File, int Line, int Column)
{
    public static SourcePosition Unknown => default;

    public bool IsKnown => File != null;
}
