using Tain.Messages;

namespace Tain.LoadTest;

/// <summary>
/// Walks through the packets of a server: takes batches apart, follows those messages that every client must, and steps over state by its length. What it cannot read
/// is reported to the client and never throws.
/// </summary>
internal sealed class MessageWalk(LoadCounters counters)
{
    // Position, rotation and scale.
    private const int SpawnPlaceBytes = (3 + 4 + 3) * sizeof(float);

    private static readonly ushort s_entityState = NetworkMessages.GetId<EntityStateMessage>();
    private static readonly ushort s_unreliableDelta = NetworkMessages.GetId<EntityStateMessageUnreliableDelta>();
    private static readonly ushort s_unreliableBaseline = NetworkMessages.GetId<EntityStateMessageUnreliableBaseline>();
    private static readonly ushort s_timeSnapshot = NetworkMessages.GetId<TimeSnapshotMessage>();
    private static readonly ushort s_rpc = NetworkMessages.GetId<RpcMessage>();
    private static readonly ushort s_ping = NetworkMessages.GetId<NetworkPingMessage>();
    private static readonly ushort s_pong = NetworkMessages.GetId<NetworkPongMessage>();
    private static readonly ushort s_spawn = NetworkMessages.GetId<SpawnMessage>();
    private static readonly ushort s_destroy = NetworkMessages.GetId<ObjectDestroyMessage>();
    private static readonly ushort s_hide = NetworkMessages.GetId<ObjectHideMessage>();
    private static readonly ushort s_owner = NetworkMessages.GetId<ChangeOwnerMessage>();
    private static readonly ushort s_started = NetworkMessages.GetId<ObjectSpawnStartedMessage>();
    private static readonly ushort s_finished = NetworkMessages.GetId<ObjectSpawnFinishedMessage>();
    private static readonly ushort s_notReady = NetworkMessages.GetId<NotReadyMessage>();
    private static readonly ushort s_scene = NetworkMessages.GetId<SceneMessage>();

    private readonly Unbatcher _unbatcher = new();
    private readonly NetworkReader _reader = new();

    /// <summary>Reads a packet.</summary>
    /// <param name="client">Whose it is.</param>
    /// <param name="packet">A batch. Borrowed.</param>
    /// <param name="channelId">The channel that it came on.</param>
    public void Read(LoadClient client, ReadOnlySpan<byte> packet, int channelId)
    {
        RejectReason reason = _unbatcher.AddBatch(packet, channelId);
        while (reason == RejectReason.None && _unbatcher.TryGetNext(out BatchedMessage message, out reason))
        {
            counters.MessagesIn++;
            _reader.SetBuffer(message.Bytes);
            if (TryHandle(client)) continue;
            reason = RejectReason.UnreadableContent;
        }
        _unbatcher.Clear();
        if (reason != RejectReason.None) client.OnMalformed();
    }

    private bool TryHandle(LoadClient client)
    {
        if (!NetworkMessages.UnpackId(_reader, out ushort id)) return false;
        if (id == s_entityState) return TryPassState(leadingBytes: 0);
        if (id == s_unreliableDelta || id == s_unreliableBaseline) return TryPassState(leadingBytes: 1);
        if (id == s_timeSnapshot) return _reader.Remaining >= sizeof(double);
        if (id == s_rpc) return TryRpc(client);
        if (id == s_pong) return TryPong(client);
        if (id == s_ping) return TryPing(client);
        if (id == s_spawn) return TrySpawn(client);
        if (id == s_destroy || id == s_hide) return TryDespawn(client);
        if (id == s_owner || id == s_started || id == s_finished) return true;
        if (id == s_notReady)
        {
            client.OnNotReady();
            return true;
        }
        if (id == s_scene) return TryScene(client);
        client.OnMessage(id, _reader);
        return true;
    }

    private bool TryPassState(int leadingBytes)
    {
        counters.EntityStates++;
        return TrySkip(leadingBytes) && _reader.TryReadVarULong(out _) && TryReadSegmentLength(out int length) && TrySkip(length);
    }

    private bool TrySpawn(LoadClient client)
    {
        if (!_reader.TryReadVarULong(out ulong netId) || _reader.Remaining == 0) return false;
        var flags = (SpawnFlags)_reader.ReadByte();
        bool isWhole = _reader.TryReadVarULong(out _) && _reader.TryReadVarULong(out _) && TrySkip(SpawnPlaceBytes) && TryReadSegmentLength(out int length) && TrySkip(length);
        if (isWhole) client.OnSpawn((uint)netId, flags);
        return isWhole;
    }

    private bool TryDespawn(LoadClient client)
    {
        if (!_reader.TryReadVarULong(out ulong netId)) return false;
        client.OnDespawn((uint)netId);
        return true;
    }

    private bool TryRpc(LoadClient client)
    {
        counters.Rpcs++;
        if (!_reader.TryReadVarULong(out ulong netId) || _reader.Remaining < sizeof(byte) + sizeof(ushort)) return false;
        var rpc = new LoadRpc((uint)netId, _reader.ReadByte(), _reader.ReadUShort());
        if (!TryReadSegmentLength(out int length) || length > _reader.Remaining) return false;
        client.OnRpc(rpc, _reader);
        return true;
    }

    private bool TryPong(LoadClient client)
    {
        if (_reader.Remaining < 3 * sizeof(double)) return false;
        double roundTrip = client.Time - _reader.ReadDouble();
        if (roundTrip >= 0) counters.RoundTrip.RecordSeconds(roundTrip);
        return true;
    }

    private bool TryPing(LoadClient client)
    {
        if (_reader.Remaining < 2 * sizeof(double)) return false;
        client.Answer(new NetworkPingMessage(_reader.ReadDouble(), _reader.ReadDouble()));
        return true;
    }

    private bool TryScene(LoadClient client)
    {
        // A string is its length plus one in two bytes, then UTF-8; behind it the operation and whether the game loads itself.
        if (_reader.Remaining < sizeof(ushort)) return false;
        int length = Math.Max(0, _reader.ReadUShort() - 1);
        if (_reader.Remaining < length + 2) return false;
        client.OnScene(System.Text.Encoding.UTF8.GetString(_reader.ReadSpan(length)));
        return true;
    }

    private bool TryReadSegmentLength(out int length)
    {
        // Length plus one; 0 is null.
        bool isThere = _reader.TryReadVarULong(out ulong coded) && coded <= int.MaxValue;
        length = isThere ? Math.Max(0, (int)coded - 1) : 0;
        return isThere;
    }

    private bool TrySkip(int bytes)
    {
        if (bytes > _reader.Remaining) return false;
        _reader.Position += bytes;
        return true;
    }
}
