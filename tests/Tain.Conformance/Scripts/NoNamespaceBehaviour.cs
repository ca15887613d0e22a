using Tain;

public class NoNamespaceBehaviour : NetworkBehaviour
{
    [ClientRpc]
    public void RpcGlobal(string text)
    {
    }
}
