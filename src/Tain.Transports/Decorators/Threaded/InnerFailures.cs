using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// What to do about exceptions of the inner endpoint on its thread, where no caller could catch them: the first of a series is told and logged, and an endpoint that
/// throws in every tick is given up.
/// </summary>
internal sealed class InnerFailures(ILogger logger, string endpoint)
{
    // A tick that fails for one bad packet goes on with the next; one that fails so often in a row does nothing else any more.
    private const int MaxInARow = 100;

    private int _inARow;

    /// <summary>True when there is no hope.</summary>
    public bool AreTooMany => _inARow >= MaxInARow;

    /// <summary>Notes a failed tick.</summary>
    /// <returns>What to tell the game; null when it has been told.</returns>
    public string? Add(Exception problem)
    {
        _inARow++;
        if (AreTooMany)
        {
            logger.LogError(problem, "The threaded {Endpoint} is given up: {Count} ticks in a row have failed", endpoint, _inARow);
            return $"the {endpoint} is given up, {_inARow} ticks in a row have failed: {problem.Message}";
        }
        if (_inARow > 1) return null;
        logger.LogError(problem, "A tick of the threaded {Endpoint} has failed", endpoint);
        return $"a tick of the {endpoint} has failed: {problem.GetType().Name}: {problem.Message}";
    }

    /// <summary>A tick went well.</summary>
    public void Clear() => _inARow = 0;
}
