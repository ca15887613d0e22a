public class Board : NetworkBehaviour
{
    [SyncVar] public int[,] cells;
}

public struct Move : NetworkMessage
{
    public byte piece;
    public int[,,] cube;
}
