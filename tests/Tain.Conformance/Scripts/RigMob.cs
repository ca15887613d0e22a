using Tain;

namespace RigGame;

/// <summary>The moving objects of the recorded sessions.</summary>
public class RigMob : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnCounter))] public int counter;
    [SyncVar] public float heat;

    /// <summary>The values that the hook saw.</summary>
    public List<int> Counted { get; } = [];

    private void OnCounter(int before, int now) => Counted.Add(now);
}
