using System.Numerics;

namespace Tain.Tests.Sessions;

/// <summary>
/// Reads every message of a recorded session down to its fields, with nothing but the readers of this floor, and tells what it says, one line each.
/// The layouts are written out by hand from docs/mirror/wire-messages.md, so that the readers are tested without the floors that will use them.
/// </summary>
internal sealed class SessionDecoder
{
    private readonly Dictionary<ushort, Func<NetworkReader, string>> _messages;
    private readonly Dictionary<ushort, Func<NetworkReader, string>> _calls;
    private readonly Dictionary<uint, uint> _assetIds = [];

    public SessionDecoder()
    {
        _messages = new()
        {
            [Id("Mirror.NetworkPingMessage")] = r => $"Ping {r.ReadDouble():R} {r.ReadDouble():R}",
            [Id("Mirror.NetworkPongMessage")] = r => $"Pong {r.ReadDouble():R} {r.ReadDouble():R} {r.ReadDouble():R}",
            [Id("Mirror.TimeSnapshotMessage")] = r => $"TimeSnapshot {r.ReadDouble():R}",
            [Id("Mirror.ReadyMessage")] = _ => "Ready",
            [Id("Mirror.AddPlayerMessage")] = _ => "AddPlayer",
            [Id("Mirror.ObjectSpawnStartedMessage")] = _ => "SpawnStarted",
            [Id("Mirror.ObjectSpawnFinishedMessage")] = _ => "SpawnFinished",
            [Id("Mirror.SpawnMessage")] = ReadSpawn,
            [Id("Mirror.CommandMessage")] = r => "Command " + ReadCall(r),
            [Id("Mirror.RpcMessage")] = r => "Rpc " + ReadCall(r),
            [Id("Mirror.EntityStateMessage")] = r => ReadState("State", r, initial: false),
            [Id("Mirror.EntityStateMessageUnreliableBaseline")] = r => $"tick {r.ReadByte()} " + ReadState("Baseline", r, initial: true),
            [Id("Mirror.EntityStateMessageUnreliableDelta")] = r => $"tick {r.ReadByte()} " + ReadState("Delta", r, initial: false),
            [Id("RigGame.RigChat")] = r => $"RigChat '{r.ReadString()}' {r.ReadVarInt()}",
        };
        _calls = new()
        {
            [Call("RigGame.RigPlayer::CmdHello(System.String,System.Int32)")] = r => $"CmdHello '{r.ReadString()}' {r.ReadVarInt()}",
            [Call("RigGame.RigPlayer::CmdAnyone(System.Int32,Mirror.NetworkConnectionToClient)")] = r => $"CmdAnyone {r.ReadVarInt()}",
            [Call("RigGame.RigPlayer::CmdEcho(System.Int32,System.Double)")] = r => $"CmdEcho {r.ReadVarInt()} {r.ReadDouble():R}",
            [Call("RigGame.RigPlayer::TargetEcho(System.Int32,System.Double)")] = r => $"TargetEcho {r.ReadVarInt()} {r.ReadDouble():R}",
            [Call("RigGame.RigPlayer::RpcFast(System.Int32)")] = r => $"RpcFast {r.ReadVarInt()}",
            [Call("RigGame.RigPlayer::RpcSay(System.String,RigGame.RigItem)")] = r => $"RpcSay '{r.ReadString()}' {ReadItem(r)}",
            [Call("RigGame.RigPlayer::TargetWelcome(System.String)")] = r => $"TargetWelcome '{r.ReadString()}'",
            [Call("RigGame.RigPlayer::TargetWhisper(Mirror.NetworkConnectionToClient,System.String)")] = r => $"TargetWhisper '{r.ReadString()}'",
            [Call("Mirror.NetworkTransformUnreliable::RpcServerToClientSync(Mirror.SyncData)")] = ReadSyncData,
        };
    }

    /// <summary>Notes what is spawned, if anything.</summary>
    public void LearnPrefab(ArraySegment<byte> message)
    {
        var reader = new NetworkReader(message);
        if (NetworkMessages.UnpackId(reader, out ushort id) && id == Id("Mirror.SpawnMessage")) ReadSpawn(reader);
    }

    /// <summary>Reads one message. Everything must be understood, and nothing may be left over.</summary>
    public string Decode(ArraySegment<byte> message)
    {
        var reader = new NetworkReader(message);
        Assert.True(NetworkMessages.UnpackId(reader, out ushort id));
        Assert.True(_messages.TryGetValue(id, out Func<NetworkReader, string>? read), $"Nobody knows the message id {id}.");
        string text = read(reader);
        Assert.True(reader.Remaining == 0, $"{reader.Remaining} bytes are left of {text}.");
        return text;
    }

    private static ushort Id(string name) => name.GetStableHashCode16();

    private static ushort Call(string signature) => $"System.Void {signature}".GetStableHashCode16();

    private string ReadSpawn(NetworkReader reader)
    {
        uint netId = reader.ReadVarUInt();
        byte flags = reader.ReadByte();
        ulong sceneId = reader.ReadVarULong();
        uint assetId = reader.ReadVarUInt();
        Vector3 position = reader.ReadVector3();
        Assert.Equal(Quaternion.Identity, reader.ReadQuaternion());
        Assert.Equal(Vector3.One, reader.ReadVector3());
        _assetIds[netId] = assetId;
        string payload = ReadPayload(new NetworkReader(reader.ReadArraySegmentAndSize()), netId, initial: true);
        return $"Spawn {netId} asset {assetId} scene {sceneId} flags {flags} at {position}: {payload}";
    }

    private string ReadCall(NetworkReader reader)
    {
        uint netId = reader.ReadVarUInt();
        byte component = reader.ReadByte();
        ushort hash = reader.ReadUShort();
        Assert.True(_calls.TryGetValue(hash, out Func<NetworkReader, string>? read), $"Nobody knows the function hash {hash}.");
        var arguments = new NetworkReader(reader.ReadArraySegmentAndSize());
        string text = read(arguments);
        Assert.True(arguments.Remaining == 0, $"{arguments.Remaining} bytes are left of the arguments of {text}.");
        return $"{netId}.{component} {text}";
    }

    private string ReadState(string kind, NetworkReader reader, bool initial)
    {
        uint netId = reader.ReadVarUInt();
        return $"{kind} {netId}: {ReadPayload(new NetworkReader(reader.ReadArraySegmentAndSize()), netId, initial)}";
    }

    // A mask of components, then each with the low byte of its length in front.
    private string ReadPayload(NetworkReader reader, uint netId, bool initial)
    {
        List<string> components = [];
        ulong mask = reader.ReadVarULong();
        for (int i = 0; i < 64; i++)
        {
            if ((mask & (1UL << i)) == 0) continue;
            byte safety = reader.ReadByte();
            int start = reader.Position;
            components.Add($"[{i}] " + ReadComponent(reader, _assetIds[netId], i, initial));
            Assert.Equal(safety, (byte)(reader.Position - start));
        }

        Assert.True(reader.Remaining == 0, $"{reader.Remaining} bytes are left of the state of {netId}: {string.Join(", ", components)}.");
        return string.Join(", ", components);
    }

    // The prefabs of tests/vectors/README.md.
    private static string ReadComponent(NetworkReader reader, uint assetId, int index, bool initial) => (assetId, index) switch
    {
        (1001, 0) => initial ? ReadPlayer(reader) : ReadPlayerDelta(reader),
        (1002 or 1003 or 1004, 0) => initial ? $"mob {reader.ReadVarInt()} {reader.ReadFloat()}" : ReadMobDelta(reader),
        (1001 or 1002, 1) => initial ? $"{reader.ReadVector3()} {ReadRotation(reader)}" : ReadMovement(reader),
        (1003, 1) when initial => $"{reader.ReadVector3()} {reader.ReadQuaternion()}",
        (1004, 1) => initial ? $"{reader.ReadVector3()} {reader.ReadQuaternion()}" : ReadMovement(reader),
        _ => throw new InvalidOperationException($"Prefab {assetId} has no component {index} that sends this."),
    };

    private static string ReadMovement(NetworkReader reader) =>
        $"by {DeltaCompression.Decompress(reader, Vector3Long.zero)} {ReadRotation(reader)}";

    private static string ReadRotation(NetworkReader reader)
    {
        Quaternion rotation = Compression.DecompressQuaternion(reader.ReadUInt());
        Assert.Equal(1, rotation.Length(), 5);
        return rotation.ToString();
    }

    private static string ReadItem(NetworkReader reader) => $"{{{reader.ReadVarInt()} '{reader.ReadString()}' {reader.ReadVector3()}}}";

    private static string ReadPlayer(NetworkReader reader) =>
        $"numbers {ReadAll(reader, r => r.ReadVarInt().ToString())} items {ReadAll(reader, ReadItem)} " +
        $"scores {ReadAll(reader, r => $"{r.ReadString()}={r.ReadVarInt()}")} tags {ReadAll(reader, r => r.ReadString()!)} " +
        $"health {reader.ReadVarInt()} name '{reader.ReadString()}' state {reader.ReadByte()} weapon {ReadItem(reader)} friend {reader.ReadUInt()}";

    // Initial state of a collection: count, elements, pending operations.
    private static string ReadAll(NetworkReader reader, Func<NetworkReader, string> readElement)
    {
        List<string> elements = [];
        for (uint count = reader.ReadUInt(); count > 0; count--) elements.Add(readElement(reader));
        return $"({string.Join(", ", elements)}; {reader.ReadUInt()} pending)";
    }

    private static string ReadPlayerDelta(NetworkReader reader)
    {
        List<string> parts = [];
        ulong collections = reader.ReadULong();
        if ((collections & 1) != 0) parts.Add("numbers " + ReadOperations(reader, r => ReadListOperation(r, e => e.ReadVarInt().ToString())));
        if ((collections & 2) != 0) parts.Add("items " + ReadOperations(reader, r => ReadListOperation(r, ReadItem)));
        if ((collections & 4) != 0) parts.Add("scores " + ReadOperations(reader, ReadScoreOperation));
        if ((collections & 8) != 0) parts.Add("tags " + ReadOperations(reader, ReadTagOperation));
        Assert.Equal(0UL, collections & ~0xFUL);

        ulong variables = reader.ReadVarULong();
        if ((variables & 1) != 0) parts.Add($"health {reader.ReadVarInt()}");
        if ((variables & 2) != 0) parts.Add($"name '{reader.ReadString()}'");
        if ((variables & 4) != 0) parts.Add($"state {reader.ReadByte()}");
        if ((variables & 8) != 0) parts.Add($"weapon {ReadItem(reader)}");
        if ((variables & 16) != 0) parts.Add($"friend {reader.ReadUInt()}");
        Assert.Equal(0UL, variables & ~0x1FUL);
        return string.Join(" ", parts);
    }

    private static string ReadMobDelta(NetworkReader reader)
    {
        Assert.Equal(0UL, reader.ReadULong());
        ulong variables = reader.ReadVarULong();
        Assert.Equal(0UL, variables & ~0x3UL);
        return $"mob{((variables & 1) != 0 ? $" counter {reader.ReadVarInt()}" : "")}{((variables & 2) != 0 ? $" heat {reader.ReadFloat()}" : "")}";
    }

    private static string ReadOperations(NetworkReader reader, Func<NetworkReader, string> readOperation)
    {
        List<string> operations = [];
        for (uint count = reader.ReadUInt(); count > 0; count--) operations.Add(readOperation(reader));
        return $"({string.Join(", ", operations)})";
    }

    private static string ReadListOperation(NetworkReader reader, Func<NetworkReader, string> readElement) => reader.ReadByte() switch
    {
        0 => $"add {readElement(reader)}",
        1 => $"set [{reader.ReadUInt()}] {readElement(reader)}",
        2 => $"insert [{reader.ReadUInt()}] {readElement(reader)}",
        3 => $"remove [{reader.ReadUInt()}]",
        4 => "clear",
        byte other => throw new InvalidOperationException($"A list has no operation {other}."),
    };

    private static string ReadScoreOperation(NetworkReader reader) => reader.ReadByte() switch
    {
        0 => $"add {reader.ReadString()}={reader.ReadVarInt()}",
        1 => $"set {reader.ReadString()}={reader.ReadVarInt()}",
        2 => $"remove {reader.ReadString()}",
        3 => "clear",
        byte other => throw new InvalidOperationException($"A dictionary has no operation {other}."),
    };

    private static string ReadTagOperation(NetworkReader reader) => reader.ReadByte() switch
    {
        0 => $"add {reader.ReadString()}",
        1 => $"remove {reader.ReadString()}",
        2 => "clear",
        byte other => throw new InvalidOperationException($"A set has no operation {other}."),
    };

    private static string ReadSyncData(NetworkReader reader)
    {
        byte flags = reader.ReadByte();
        const byte compressed = 0x08;
        const byte rotationX = 0x10;
        List<string> parts = [];
        for (int axis = 0; axis < 3; axis++)
        {
            if ((flags & (1 << axis)) != 0) parts.Add($"{"xyz"[axis]} {reader.ReadFloat()}");
        }

        if ((flags & compressed) != 0)
        {
            if ((flags & rotationX) != 0) parts.Add(ReadRotation(reader));
        }
        else
        {
            for (int axis = 0; axis < 3; axis++)
            {
                if ((flags & (rotationX << axis)) != 0) parts.Add($"angle {"xyz"[axis]} {reader.ReadFloat()}");
            }
        }

        if ((flags & 0x80) != 0) parts.Add($"scale {reader.ReadVector3()}");
        return "Sync " + string.Join(" ", parts);
    }
}
