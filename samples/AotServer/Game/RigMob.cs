using Tain;

namespace RigGame;

/// <summary>What moves by itself in the recorded sessions: it counts, and gets warmer by it.</summary>
public class RigMob : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnCounter))] public int counter;
    [SyncVar] public float heat;

    /// <summary>How often the hook was called.</summary>
    public int Hooks { get; private set; }

    /// <summary>The server sets the count.</summary>
    public void Count(int value)
    {
        counter = value;
        heat = value * 0.5f;
    }

    private void OnCounter(int before, int now) => Hooks++;
}
