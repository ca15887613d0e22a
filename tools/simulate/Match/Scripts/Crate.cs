using System.Numerics;

namespace Tain.Simulate;

/// <summary>A thing that comes, moves, is carried about, and goes.</summary>
internal sealed class Crate : MatchBehaviour
{
    [SyncVar] public int number;
    [SyncVar] public Vector3 place;
    [SyncVar] public Color32 paint;
    [SyncVar] public NetworkIdentity? holder;
    [SyncVar] public string story = "";

    public readonly SyncDictionary<int, string> contents = new();

    private bool _hasAuthority;

    // Server: nobody but its owner sees it.
    public bool isSecret => netIdentity.visibility == Visibility.ForceHidden;

    // Server: whoever carries it does so no more.
    public void PutDown()
    {
        if (holder is { } carrier) carrier.GetComponent<Fighter>()!.Drop();
    }

    public override void OnStartClient() => Journal.Spawns++;

    public override void OnStartAuthority()
    {
        Expect(isOwned && !_hasAuthority, "authority starts where it was, or without ownership");
        _hasAuthority = true;
    }

    public override void OnStopAuthority()
    {
        Expect(_hasAuthority, "authority stops where it was not");
        _hasAuthority = false;
    }

    [Command(requiresAuthority = false)]
    public void CmdKnock(NetworkConnectionToClient? sender = null)
    {
        Journal.Commands++;
        Expect(sender is not null, "a knock has no sender");
        number++;
    }

    [Command]
    public void CmdPolish(int shine)
    {
        Journal.Commands++;
        Expect(connectionToClient is not null, "somebody polishes what nobody owns");
        paint = new Color32((byte)shine, (byte)shine, (byte)shine, 255);
    }
}
