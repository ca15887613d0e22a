namespace Tain;

/// <summary>One frame of an arena.</summary>
internal readonly record struct FrameRef(FrameArena Arena, int Number)
{
    public int Bytes => Arena.BytesOf(Number, Number + 1);
}
