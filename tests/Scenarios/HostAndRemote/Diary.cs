namespace Tain.Scenarios.HostAndRemote;

/// <summary>What happened in one world, in order. The scripts of the world write into it; a host has one for both of its sides.</summary>
internal sealed class Diary(Func<NetworkConnectionToClient?, string> nameOf)
{
    public List<Entry> Entries { get; } = [];

    public int Step { get; set; }

    /// <summary>How many exceptions the scripts have thrown on purpose.</summary>
    public int Thrown { get; set; }

    public string NameOf(NetworkConnectionToClient? connection) => nameOf(connection);

    public void Write(NetworkBehaviour who, EntryKind kind, string name, string text = "") =>
        Entries.Add(new Entry(Step, who.netId, who.ComponentIndex, kind, name, text));
}
