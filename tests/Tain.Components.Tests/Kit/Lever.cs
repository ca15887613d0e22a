namespace Tain.Tests;

/// <summary>An object of a scene that has state.</summary>
internal class Lever : NetworkBehaviour
{
    [SyncVar] public int pulls;

    public void Pull() => pulls++;
}
