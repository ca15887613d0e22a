namespace Tain.Simulate;

/// <summary>State that the owner sends and the server passes on.</summary>
internal sealed class Wheel : MatchBehaviour
{
    [SyncVar] public int angle;
}
