namespace Tain.Simulate;

/// <summary>The calls of the lasting objects that a client heard, in their order.</summary>
internal sealed class CallLog
{
    public List<(int Thing, int Serial)> Calls { get; } = [];

    public void Add(int thing, int serial)
    {
        if (thing < ScaleScript.Lasting) Calls.Add((thing, serial));
    }
}
