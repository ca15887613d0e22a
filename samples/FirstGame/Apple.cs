using Tain;

namespace FirstGame;

/// <summary>Lies somewhere until it is eaten.</summary>
public class Apple : NetworkBehaviour
{
    [SyncVar] public int x;
    [SyncVar] public int y;

    public override void OnStartServer() => Replant();

    /// <summary>Grows anew at another place.</summary>
    public void Replant()
    {
        x = Random.Range(0, Field.Width);
        y = Random.Range(0, Field.Height);
    }
}
