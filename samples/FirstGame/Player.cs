using Tain;

namespace FirstGame;

/// <summary>Somebody who walks over the field and eats apples. The server decides; everybody sees.</summary>
public class Player : NetworkBehaviour
{
    [SyncVar] public string nick = "";
    [SyncVar] public int x;
    [SyncVar] public int y;
    [SyncVar(hook = nameof(OnScoreChanged))] public int score;

    public override void OnStartServer()
    {
        x = Random.Range(0, Field.Width);
        y = Random.Range(0, Field.Height);
    }

    public override void OnStartLocalPlayer() => CmdIntroduce(world.Get<Field>().MyName);

    /// <summary>Called by the owner, runs on the server.</summary>
    [Command]
    public void CmdIntroduce(string name) => nick = name.Length is > 0 and <= 12 ? name : $"Player {netId}";

    /// <summary>One step. A client can ask for anything, so the server checks what it is given.</summary>
    [Command]
    public void CmdStep(int dx, int dy)
    {
        x = Math.Clamp(x + Math.Sign(dx), 0, Field.Width - 1);
        y = Math.Clamp(y + Math.Sign(dy), 0, Field.Height - 1);
        foreach (Apple apple in world.FindObjectsByType<Apple>())
        {
            if (apple.x != x || apple.y != y) continue;
            score++;
            RpcCrunch(nick);
            apple.Replant();
        }
    }

    /// <summary>Called by the server, runs on every client.</summary>
    [ClientRpc]
    private void RpcCrunch(string who) => world.Get<Field>().News = $"{who}: crunch!";

    private void OnScoreChanged(int before, int now)
    {
        if (isLocalPlayer && now % 10 == 0 && now > before) world.Get<Field>().News = $"{now} apples. You must be full!";
    }
}
