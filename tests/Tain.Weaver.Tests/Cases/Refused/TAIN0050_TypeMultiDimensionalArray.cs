public class Board : NetworkBehaviour
{
    [SyncVar] public int[,] cells;   // TAIN0050
}

public struct Move : NetworkMessage
{
    public byte piece;
    public int[,,] cube;   // TAIN0050
}
