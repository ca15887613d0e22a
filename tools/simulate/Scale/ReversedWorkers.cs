namespace Tain.Simulate;

/// <summary>Shares out of little, and the last share first: what depends on the order of shares shows itself, in one thread and so the same way each time.</summary>
internal sealed class ReversedWorkers : TickWorkers
{
    public override int count => 3;

    public override int smallestShare => 1;

    /// <summary>How often there was something to share.</summary>
    public int Runs { get; private set; }

    public override void Run(int shares, Action<int> work)
    {
        Runs++;
        for (int share = shares - 1; share >= 0; share--) work(share);
    }
}
