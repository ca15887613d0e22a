namespace Tain.Tests;

/// <summary>A client that writes down what it is sent about which object, and finds what a real one could not make sense of.</summary>
internal sealed class WatchedConnection(int id) : NetworkConnectionToClient(id)
{
    private readonly HashSet<uint> _known = [];

    /// <summary>Every message about an object: what it is, and which object.</summary>
    public List<(string What, uint NetId)> Story { get; } = [];

    /// <summary>What it was sent about objects that it has not, or has already.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>The bytes of the spawn messages since <see cref="BeginTick"/>.</summary>
    public int SpawnBytes { get; private set; }

    public int LongestSpawn { get; private set; }

    public IReadOnlySet<uint> Known => _known;

    public IEnumerable<uint> Spawned => Story.Where(entry => entry.What == "spawn").Select(entry => entry.NetId);

    public void BeginTick() => SpawnBytes = 0;

    /// <summary>It has destroyed all it had.</summary>
    public void Forget() => _known.Clear();

    public override void SendRaw(ReadOnlySpan<byte> message, int channelId = Channels.Reliable)
    {
        var reader = new NetworkReader(message.ToArray());
        Assert.True(NetworkMessages.UnpackId(reader, out ushort id));
        if (id == NetworkMessageId<ObjectSpawnStartedMessage>.Id) Story.Add(("started", 0));
        else if (id == NetworkMessageId<ObjectSpawnFinishedMessage>.Id) Story.Add(("finished", 0));
        else if (id == NetworkMessageId<SpawnMessage>.Id) Spawn(reader.ReadVarUInt(), message.Length);
        else if (id == NetworkMessageId<EntityStateMessage>.Id) Tell("state", reader.ReadVarUInt());
        else if (id == NetworkMessageId<RpcMessage>.Id) Tell("call", reader.ReadVarUInt());
        else if (id == NetworkMessageId<ChangeOwnerMessage>.Id) Tell("owner", reader.ReadVarUInt());
        else if (id == NetworkMessageId<ObjectHideMessage>.Id) End("hide", reader.ReadVarUInt());
        else if (id == NetworkMessageId<ObjectDestroyMessage>.Id) End("destroy", reader.ReadVarUInt());
    }

    public override void SendFrames(ReadOnlySpan<byte> frames, int start, ReadOnlySpan<int> frameEnds, int channelId = Channels.Reliable)
    {
        foreach (int end in frameEnds)
        {
            var reader = new NetworkReader(frames[start..end].ToArray());
            int length = (int)reader.ReadVarUInt();
            SendRaw(frames.Slice(end - length, length), channelId);
            start = end;
        }
    }

    protected override void FlushBatches()
    {
        // There is nobody to send to.
    }

    private void Spawn(uint netId, int bytes)
    {
        if (!_known.Add(netId)) Faults.Add($"{netId} is spawned twice");
        Story.Add(("spawn", netId));
        SpawnBytes += bytes;
        LongestSpawn = Math.Max(LongestSpawn, bytes);
    }

    private void Tell(string what, uint netId)
    {
        if (!_known.Contains(netId)) Faults.Add($"{what} of {netId}, which is not there");
        Story.Add((what, netId));
    }

    private void End(string what, uint netId)
    {
        Tell(what, netId);
        _known.Remove(netId);
    }
}
