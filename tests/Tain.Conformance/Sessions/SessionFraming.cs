namespace Tain.Conformance.Sessions;

/// <summary>Takes batches out of what a transport puts around them. One object reads both directions of one session, packet by packet.</summary>
internal abstract class SessionFraming
{
    /// <summary>The batches, in the order in which they were complete.</summary>
    public List<SessionBatch> Batches { get; } = [];

    /// <summary>What the transport said on its own account, by side and kind, with how often.</summary>
    public SortedDictionary<string, int> Own { get; } = new(StringComparer.Ordinal);

    /// <summary>Reads a datagram, or a piece of a stream.</summary>
    public abstract void Read(double ms, bool fromServer, byte[] packet);

    /// <summary>At the end nothing may be left that was not understood.</summary>
    public abstract void End();

    protected void Note(bool fromServer, string what)
    {
        string key = $"{(fromServer ? "server" : "client")}: {what}";
        Own[key] = Own.GetValueOrDefault(key) + 1;
    }
}
