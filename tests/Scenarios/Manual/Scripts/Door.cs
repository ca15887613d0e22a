using System.Numerics;

namespace Tain.Scenarios.Manual.Scripts;

/// <summary>Stands in the scene and belongs to nobody. Who holds its key may open and close it.</summary>
public class Door : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnOpenChanged))] public bool isOpen;

    public string key = "brass";

    public string lastAnswer = "";

    [Command(requiresAuthority = false)]
    public void CmdUse(NetworkConnectionToClient? sender = null)
    {
        if (sender?.identity?.GetComponent<KeyRing>() is not { } ring) return;
        if (ring.keys.Contains(key)) isOpen = !isOpen;
        else TargetRefuse(sender, $"It is locked. You need the {key} key.");
    }

    [TargetRpc]
    private void TargetRefuse(NetworkConnectionToClient target, string reason) => lastAnswer = reason;

    private void OnOpenChanged(bool before, bool now) =>
        transform.localRotation = now ? Quaternion.CreateFromAxisAngle(Vector3.UnitY, MathF.PI / 2) : Quaternion.Identity;
}
