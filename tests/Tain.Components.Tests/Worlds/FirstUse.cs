namespace Tain.Tests;

/// <summary>A script that no other test uses before.</summary>
internal class FirstUse : NetworkBehaviour
{
    public readonly SyncList<int> list = new();

    [SyncVar] public WorldIsolationTests.FirstValue asked;

    public int answered { get; private set; }

    [Command]
    public void CmdAsk(WorldIsolationTests.FirstValue value)
    {
        asked = value;
        list.Add(value.number);
        TargetAnswer(value.number + 1);
    }

    [TargetRpc]
    private void TargetAnswer(int number) => answered = number;
}
