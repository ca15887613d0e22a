namespace Tanks;

/// <summary>
/// Keeps a player's driving within real time. A tank moves when its player's inputs arrive, so that his prediction is exact; each one costs a step, and the
/// server's clock earns steps. A burst after a hiccup is caught up with, but nobody drives more seconds than have passed.
/// </summary>
public struct StepBudget
{
    /// <summary>How much a player may catch up: a quarter of a second.</summary>
    public const int MaxSavedSteps = 15;

    private int _saved;

    /// <summary>The server's clock moved by one step.</summary>
    public void Earn() => _saved = Math.Min(_saved + 1, MaxSavedSteps);

    /// <summary>Takes a step; false when there is none, and the input is dropped.</summary>
    public bool TrySpend()
    {
        if (_saved == 0) return false;
        _saved--;
        return true;
    }

    /// <summary>Gives back a step that found no input.</summary>
    public void Return() => _saved++;
}
