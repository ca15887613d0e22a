namespace Tain.Scenarios.Calls;

/// <summary>A generic level in between: its calls and its state work for every construction.</summary>
/// <typeparam name="T">What is in the box; not synchronized.</typeparam>
public class Box<T> : Tool
{
    [SyncVar] public int filled;

    public T? Content { get; set; }

    [Command]
    public void CmdFill(int amount)
    {
        filled += amount;
        RpcFilled(typeof(T).Name, amount);
    }

    [ClientRpc]
    private void RpcFilled(string what, int amount) => Journal.Add($"{amount} of {what}");
}
