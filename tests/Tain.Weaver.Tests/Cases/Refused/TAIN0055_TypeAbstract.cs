public abstract class Shape
{
    public int corners;
}

public class Canvas : NetworkBehaviour
{
    [ClientRpc]
    void RpcDraw(Shape[] shapes)   // TAIN0055
    {
    }
}
