using System.Numerics;

namespace Tain.LoadTest.Game;

/// <summary>A player of the built-in server's game: it goes where its client says, and tells the client that it did.</summary>
public class Runner : NetworkBehaviour
{
    private const float MaxCoordinate = 1_000;
    private const int MaxLineLength = 200;

    /// <summary>Where it is, with <see cref="Movement.SyncVar"/>.</summary>
    [SyncVar] public float x;

    /// <summary>Where it is, with <see cref="Movement.SyncVar"/>.</summary>
    [SyncVar] public float y;

    /// <summary>How others see it move; set in the prefab.</summary>
    public Movement movement;

    /// <summary>The hash of <see cref="CmdMove"/>.</summary>
    public static ushort CmdMoveHash { get; } = RemoteFunction.HashOf("System.Void Tain.LoadTest.Game.Runner::CmdMove(System.Single,System.Single,System.Double)");

    /// <summary>The hash of <see cref="CmdSay"/>.</summary>
    public static ushort CmdSayHash { get; } = RemoteFunction.HashOf("System.Void Tain.LoadTest.Game.Runner::CmdSay(System.String,System.Double)");

    /// <summary>The hash of the answer to <see cref="CmdMove"/>.</summary>
    public static ushort TargetMovedHash { get; } = RemoteFunction.HashOf("System.Void Tain.LoadTest.Game.Runner::TargetMoved(Mirror.NetworkConnectionToClient,System.Double)");

    /// <summary>The hash of what everybody hears.</summary>
    public static ushort RpcSaidHash { get; } = RemoteFunction.HashOf("System.Void Tain.LoadTest.Game.Runner::RpcSaid(System.String,System.Double)");

    /// <summary>Goes somewhere. The client's clock comes back, so that it can tell how long that took.</summary>
    /// <param name="toX">Where to.</param>
    /// <param name="toY">Where to.</param>
    /// <param name="sentAt">The client's clock.</param>
    [Command]
    public void CmdMove(float toX, float toY, double sentAt)
    {
        if (!(MathF.Abs(toX) <= MaxCoordinate && MathF.Abs(toY) <= MaxCoordinate)) return;
        if (movement == Movement.SyncVar)
        {
            x = toX;
            y = toY;
        }
        else if (movement == Movement.Transform)
        {
            transform.localPosition = new Vector3(toX, 0, toY);
        }
        TargetMoved(connectionToClient!, sentAt);
    }

    /// <summary>Says a line to all who see the player.</summary>
    /// <param name="line">The line; a longer one is not passed on.</param>
    /// <param name="sentAt">The client's clock.</param>
    [Command]
    public void CmdSay(string line, double sentAt)
    {
        if (line is { Length: <= MaxLineLength }) RpcSaid(line, sentAt);
    }

    // Thin clients have no objects on which these could run; their scripts look at the bytes.
    [TargetRpc]
    private void TargetMoved(NetworkConnectionToClient target, double sentAt)
    {
    }

    [ClientRpc]
    private void RpcSaid(string line, double sentAt)
    {
    }
}
