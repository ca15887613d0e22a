namespace Tain.Tests;

/// <summary>A script with one SyncVar for each way to refer to a networked object, as the weaver would leave it. It writes down its hooks.</summary>
internal sealed class Pointer : NetworkBehaviour
{
    private static readonly SyncVarHook<GameObject?> ThingHook = static (self, old, value) => ((Pointer)self).Note("thing", old?.GetComponent<NetworkIdentity>(), value?.GetComponent<NetworkIdentity>());
    private static readonly SyncVarHook<Actor?> ActorHook = static (self, old, value) => ((Pointer)self).Note("actor", old?.netIdentity, value?.netIdentity);

    private GameObject? _thing;
    private NetworkBehaviourSyncVar _thingId;
    private NetworkBehaviour? _script;
    private NetworkBehaviourSyncVar _scriptId;
    private Actor? _actor;
    private NetworkBehaviourSyncVar _actorId;
    private Transform? _place;

    public List<string> Journal { get; } = [];

    public GameObject? thing
    {
        get => GetSyncVarReference(ref _thing, _thingId);
        set => GeneratedSyncVarSetterReference(value, ref _thing, ref _thingId, 1, ThingHook);
    }

    public NetworkBehaviour? script
    {
        get => GetSyncVarReference(ref _script, _scriptId);
        set => GeneratedSyncVarSetterReference(value, ref _script, ref _scriptId, 2, null);
    }

    public Actor? actor
    {
        get => GetSyncVarReference(ref _actor, _actorId);
        set => GeneratedSyncVarSetterReference(value, ref _actor, ref _actorId, 4, ActorHook);
    }

    // Not one of the kinds that are looked up again: it is what it was when it arrived.
    public Transform? place
    {
        get => _place;
        set => GeneratedSyncVarSetter(value, ref _place, 8, null);
    }

    protected internal override bool Weaved() => true;

    protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
    {
        ulong mask = initialState ? ulong.MaxValue : syncVarDirtyBits;
        if (!initialState) writer.WriteVarULong(mask);
        if ((mask & 1) != 0) WriteSyncVarReference(writer, thing, _thingId);
        if ((mask & 2) != 0) WriteSyncVarReference(writer, script, _scriptId);
        if ((mask & 4) != 0) WriteSyncVarReference(writer, actor, _actorId);
        if ((mask & 8) != 0) writer.Write(_place);
    }

    protected override void DeserializeSyncVars(NetworkReader reader, bool initialState)
    {
        ulong mask = initialState ? ulong.MaxValue : reader.ReadVarULong();
        if ((mask & 1) != 0) GeneratedSyncVarDeserializeReference(ref _thing, ref _thingId, reader, 1, ThingHook);
        if ((mask & 2) != 0) GeneratedSyncVarDeserializeReference(ref _script, ref _scriptId, reader, 2, null);
        if ((mask & 4) != 0) GeneratedSyncVarDeserializeReference(ref _actor, ref _actorId, reader, 4, ActorHook);
        if ((mask & 8) != 0) GeneratedSyncVarDeserialize(ref _place, reader.Read<Transform?>(), 8, null);
    }

    private void Note(string field, NetworkIdentity? old, NetworkIdentity? value) => Journal.Add($"{field} {old?.netId.ToString() ?? "null"} -> {value?.netId.ToString() ?? "null"}");
}
