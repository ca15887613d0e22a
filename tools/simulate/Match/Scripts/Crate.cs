using System.Numerics;

namespace Tain.Simulate;

/// <summary>A thing that comes, moves, is carried about, and goes.</summary>
internal sealed class Crate : MatchBehaviour
{
    [SyncVar] public int number;
    [SyncVar] public Vector3 place;
    [SyncVar] public Color32 paint;
    [SyncVar] public NetworkIdentity? holder;

    public override void OnStartClient() => Journal.Spawns++;

    [Command(requiresAuthority = false)]
    public void CmdKnock(NetworkConnectionToClient? sender = null)
    {
        Journal.Commands++;
        Expect(sender is not null, "a knock has no sender");
        number++;
    }
}
