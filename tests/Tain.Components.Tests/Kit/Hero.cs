namespace Tain.Tests;

/// <summary>A player of the tests of managers.</summary>
internal class Hero : NetworkBehaviour
{
    [SyncVar] public int score;

    [Command] public void CmdScore(int points) => score += points;
}
