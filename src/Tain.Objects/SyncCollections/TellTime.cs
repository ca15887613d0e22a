namespace Tain;

/// <summary>When the callbacks of a change run.</summary>
internal enum TellTime
{
    Now,
    Later,
    Never,
}
