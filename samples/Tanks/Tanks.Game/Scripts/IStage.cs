using System.Numerics;

namespace Tanks;

/// <summary>
/// What happens in the arena, for those who show it. The scripts call it on clients; a bot and the server have none. Positions are as this client shows them.
/// </summary>
public interface IStage
{
    /// <summary>A tank came into the game, or came back to life.</summary>
    void OnAppeared(Tank tank);

    /// <summary>A tank lost health.</summary>
    void OnDamaged(Tank tank, int amount);

    /// <summary>A tank was destroyed.</summary>
    void OnDestroyed(Tank tank);

    /// <summary>The own tank fires, as far as this client can tell; the server's shell follows.</summary>
    void OnOwnShot(Tank tank, Vector2 from, float aim);

    /// <summary>A shell is gone.</summary>
    void OnShellEnded(Shell shell);

    /// <summary>A pickup was taken.</summary>
    void OnTaken(Pickup pickup);

    /// <summary>A line for the kill feed. The killer may have left meanwhile.</summary>
    void OnKill(Tank? killer, Tank victim);
}
