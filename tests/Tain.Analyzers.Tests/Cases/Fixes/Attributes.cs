public abstract class Bag : NetworkBehaviour
{
    [SyncVar] public readonly SyncList<int> items = new();   // TAIN0026

    [SyncVar, NonSerialized]
    public readonly SyncList<int> more = new();

    [Obsolete, SyncVar(hook = "OnLast")] public readonly SyncList<int> last = new();

    [Server]   // TAIN0070
    public abstract void Damage();

    [Obsolete("Use Damage."), ClientCallback] public abstract void Show();

    [Command]   // TAIN0010
    protected abstract void CmdFire();

    [ClientRpc] public abstract void RpcFire(int power);
}
