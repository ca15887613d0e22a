using System.Numerics;

namespace Tain.Tests;

/// <summary>
/// A script as the weaver would leave it: SyncVars int health (bit 0, hook), string title (bit 1), NetworkIdentity target (bit 2, hook), and remote calls.
/// It writes down what happens to it.
/// </summary>
internal class Actor : NetworkBehaviour
{
    public const string Heal = "System.Void Game.Actor::CmdHeal(System.Int32)";
    public const string Shout = "System.Void Game.Actor::CmdShout(System.String,Mirror.NetworkConnectionToClient)";
    public const string Say = "System.Void Game.Actor::RpcSay(System.String)";
    public const string Move = "System.Void Game.Actor::RpcMove(UnityEngine.Vector3)";
    public const string Whisper = "System.Void Game.Actor::TargetWhisper(System.String)";

    private static readonly SyncVarHook<int> HealthHook = static (self, old, value) => ((Actor)self).OnHealthChanged(old, value);
    private static readonly SyncVarHook<NetworkIdentity?> TargetHook = static (self, old, value) => ((Actor)self).OnTargetChanged(old, value);

    private static RemoteCallTable? s_remoteCalls;

    private int _health = 100;
    private string? _title;
    private NetworkIdentity? _target;
    private NetworkBehaviourSyncVar _targetNetId;

    /// <summary>What happened, in order.</summary>
    public List<string> Journal { get; } = [];

    /// <summary>Called inside the health hook.</summary>
    public Action<Actor>? DuringHealthHook { get; set; }

    /// <summary>Called inside OnStartServer.</summary>
    public Action<Actor>? DuringStartServer { get; set; }

    /// <summary>Called after each entry in the journal, from within the callback that it is about.</summary>
    public Action<Actor, string>? During { get; set; }

    /// <summary>When set, the next call from the network throws it.</summary>
    public Exception? Bomb { get; set; }

    public int health
    {
        get => _health;
        set => GeneratedSyncVarSetter(value, ref _health, 1, HealthHook);
    }

    public string? title
    {
        get => _title;
        set => GeneratedSyncVarSetter(value, ref _title, 2, null);
    }

    public NetworkIdentity? target
    {
        get => GetSyncVarReference(ref _target, _targetNetId);
        set => GeneratedSyncVarSetterReference(value, ref _target, ref _targetNetId, 4, TargetHook);
    }

    public void CmdHeal(int amount)
    {
        if (ShouldRunCommandHere())
        {
            UserCode_CmdHeal(amount);
            return;
        }
        NetworkWriter writer = RentRemoteCallWriter();
        writer.WriteVarInt(amount);
        SendCommandInternal(Heal, Heal.GetStableHashCode16(), writer, Channels.Reliable, requiresAuthority: true);
        ReturnRemoteCallWriter(writer);
    }

    public void CmdShout(string text)
    {
        if (ShouldRunCommandHere())
        {
            UserCode_CmdShout(text, LocalSender);
            return;
        }
        NetworkWriter writer = RentRemoteCallWriter();
        writer.WriteString(text);
        SendCommandInternal(Shout, Shout.GetStableHashCode16(), writer, Channels.Reliable, requiresAuthority: false);
        ReturnRemoteCallWriter(writer);
    }

    public void RpcSay(string text, bool includeOwner = true)
    {
        NetworkWriter writer = RentRemoteCallWriter();
        writer.WriteString(text);
        SendRPCInternal(Say, Say.GetStableHashCode16(), writer, Channels.Reliable, includeOwner);
        ReturnRemoteCallWriter(writer);
    }

    public void RpcMove(Vector3 to)
    {
        NetworkWriter writer = RentRemoteCallWriter();
        writer.WriteVector3(to);
        SendRPCInternal(Move, Move.GetStableHashCode16(), writer, Channels.Unreliable, includeOwner: true);
        ReturnRemoteCallWriter(writer);
    }

    public void TargetWhisper(NetworkConnection? to, string text)
    {
        NetworkWriter writer = RentRemoteCallWriter();
        writer.WriteString(text);
        SendTargetRPCInternal(to, Whisper, Whisper.GetStableHashCode16(), writer, Channels.Reliable);
        ReturnRemoteCallWriter(writer);
    }

    public override void OnStartServer()
    {
        Note("OnStartServer");
        DuringStartServer?.Invoke(this);
    }

    public override void OnStopServer() => Note("OnStopServer");

    public override void OnStartClient() => Note("OnStartClient");

    public override void OnStopClient() => Note("OnStopClient");

    public override void OnStartLocalPlayer() => Note("OnStartLocalPlayer");

    public override void OnStopLocalPlayer() => Note("OnStopLocalPlayer");

    public override void OnStartAuthority() => Note("OnStartAuthority");

    public override void OnStopAuthority() => Note("OnStopAuthority");

    public int DescribeHash() => GetRemoteCallTable().Count;

    protected internal override bool Weaved() => true;

    protected internal override RemoteCallTable GetRemoteCallTable() => s_remoteCalls ??= new RemoteCallTable(base.GetRemoteCallTable())
        .Add(RemoteCallKind.Command, Heal, Heal.GetStableHashCode16(), true, static (self, reader, _) => ((Actor)self).UserCode_CmdHeal(reader.ReadVarInt()))
        .Add(RemoteCallKind.Command, Shout, Shout.GetStableHashCode16(), false, static (self, reader, sender) => ((Actor)self).UserCode_CmdShout(reader.ReadString(), sender))
        .Add(RemoteCallKind.ClientRpc, Say, Say.GetStableHashCode16(), false, static (self, reader, _) => ((Actor)self).Hear($"RpcSay {reader.ReadString()}"))
        .Add(RemoteCallKind.ClientRpc, Move, Move.GetStableHashCode16(), false, static (self, reader, _) => ((Actor)self).Hear($"RpcMove {reader.ReadVector3()}"))
        .Add(RemoteCallKind.TargetRpc, Whisper, Whisper.GetStableHashCode16(), false, static (self, reader, _) => ((Actor)self).Hear($"TargetWhisper {reader.ReadString()}"));

    protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
    {
        base.SerializeSyncVars(writer, initialState);
        if (!initialState) writer.WriteVarULong(syncVarDirtyBits);
        if (initialState || (syncVarDirtyBits & 1) != 0) writer.WriteVarInt(_health);
        if (initialState || (syncVarDirtyBits & 2) != 0) writer.WriteString(_title);
        if (initialState || (syncVarDirtyBits & 4) != 0) WriteSyncVarReference(writer, target, _targetNetId);
    }

    protected override void DeserializeSyncVars(NetworkReader reader, bool initialState)
    {
        base.DeserializeSyncVars(reader, initialState);
        ulong mask = initialState ? ulong.MaxValue : reader.ReadVarULong();
        if ((mask & 1) != 0) GeneratedSyncVarDeserialize(ref _health, reader.ReadVarInt(), 1, HealthHook);
        if ((mask & 2) != 0) GeneratedSyncVarDeserialize(ref _title, reader.ReadString(), 2, null);
        if ((mask & 4) != 0) GeneratedSyncVarDeserializeReference(ref _target, ref _targetNetId, reader, 4, TargetHook);
    }

    private void OnHealthChanged(int old, int value)
    {
        Note($"health {old} -> {value}");
        DuringHealthHook?.Invoke(this);
    }

    private void OnTargetChanged(NetworkIdentity? old, NetworkIdentity? value) => Note($"target {old?.netId.ToString() ?? "null"} -> {value?.netId.ToString() ?? "null"}");

    private void UserCode_CmdHeal(int amount)
    {
        Hear($"CmdHeal {amount}");
        health += amount;
    }

    private void UserCode_CmdShout(string? text, NetworkConnectionToClient? sender) => Hear($"CmdShout {text} from {sender?.connectionId.ToString() ?? "nobody"}");

    private void Hear(string what)
    {
        if (Bomb is { } bomb) throw bomb;
        Note(what);
    }

    private void Note(string what)
    {
        Journal.Add(what);
        During?.Invoke(this, what);
    }
}
