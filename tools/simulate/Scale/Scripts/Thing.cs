namespace Tain.Simulate;

/// <summary>What every object of the game has: its number in the script, plain state, references to others, and numbered calls.</summary>
internal sealed class Thing : ScaleBehaviour
{
    [SyncVar] public int id;
    [SyncVar(hook = nameof(OnNumberChanged))] public int number;
    [SyncVar] public string label = "";
    [SyncVar] public NetworkIdentity? target;
    [SyncVar] public Thing? friend;
    [SyncVar] public int calls;

    private int _numberSeen;
    private int _callsHeard;

    /// <summary>Server: the room that it is in.</summary>
    public int Room { get; set; }

    public override string Describe() => $"thing {id}: {number} '{label}' -> {IdOf(target)} & {IdOf(friend)}, {calls} calls";

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        base.OnDeserialize(reader, initialState);
        if (initialState) _callsHeard = calls;
    }

    // Server.
    public void Call() => RpcCalled(++calls);

    // Server.
    public void CallOwner() => TargetCalled(id);

    [ClientRpc]
    private void RpcCalled(int serial)
    {
        Journal.Calls++;
        if (isServer) return;
        Expect(serial == _callsHeard + 1, $"call {serial} of thing {id} came after call {_callsHeard}");
        _callsHeard = serial;
        world.Get<CallLog>().Add(id, serial);
    }

    [TargetRpc]
    private void TargetCalled(int whose)
    {
        Journal.Calls++;
        Expect(isOwned && whose == id, $"a call for the owner of thing {whose} came to thing {id}, {(isOwned ? "" : "not ")}owned");
    }

    private void OnNumberChanged(int before, int now)
    {
        Journal.Hooks++;
        if (isServer) return;
        Expect(before == _numberSeen && now == number, $"the hook of thing {id} says {before} -> {now}; it was {_numberSeen} and is {number}");
        _numberSeen = now;
    }

    private static string IdOf(NetworkIdentity? identity) => IdOf(identity?.GetComponent<Thing>());

    private static string IdOf(Thing? thing) => thing is null ? "-" : $"{thing.id}";
}
