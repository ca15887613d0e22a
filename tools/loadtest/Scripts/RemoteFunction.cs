namespace Tain.LoadTest;

/// <summary>How a Command or Rpc is named on the wire.</summary>
public static class RemoteFunction
{
    /// <summary>The 16 bits that stand for a function.</summary>
    /// <param name="fullName">
    /// Its name with types: <c>System.Void Game.Player::CmdMove(System.Single,System.Single)</c>. The parameters that do not travel are in it, too; Unity's types have Unity's
    /// names and Mirror's have Mirror's (docs/mirror/wire-messages.md 1.4).
    /// </param>
    /// <returns>The hash.</returns>
    public static ushort HashOf(string fullName) => fullName.GetStableHashCode16();
}
