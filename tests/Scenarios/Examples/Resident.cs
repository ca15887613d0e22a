namespace Tain.Scenarios.Examples;

/// <summary>A script of docs/visibility.md: something that is in a room.</summary>
public class Resident : NetworkBehaviour
{
    [SyncVar] public string room = "hall";
    [SyncVar] public int mood;
}
