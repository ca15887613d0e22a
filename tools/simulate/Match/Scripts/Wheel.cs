namespace Tain.Simulate;

/// <summary>State that the owner sends and the server passes on.</summary>
internal sealed class Wheel : MatchBehaviour
{
    [SyncVar] public int angle;
    public readonly SyncList<int> marks = new();

    // Owner.
    public void Turn(Simulation.SimulatedRandom random)
    {
        angle += random.Next(1, 10);
        if (random.Chance(0.3)) marks.Add(angle);
        if (marks.Count > 8) marks.RemoveAt(0);
    }
}
