namespace Tain.Messages;

/// <summary>Memory that all connections of an endpoint share for what is incomplete. Only bytes that have come are paid for, so that an announcement costs nothing.</summary>
internal sealed class LargeBudget(long maxBytes)
{
    public long UsedBytes { get; private set; }

    public bool TryTake(long bytes)
    {
        if (UsedBytes + bytes > maxBytes) return false;
        UsedBytes += bytes;
        return true;
    }

    public void Free(long bytes) => UsedBytes -= bytes;
}
