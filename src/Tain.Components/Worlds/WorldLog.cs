using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Every line that a host of worlds writes into the log.</summary>
internal sealed partial class WorldLog(ILogger logger)
{
    private readonly ILogger _logger = logger;

    [LoggerMessage(1, LogLevel.Information, "World {World} runs at {TicksPerSecond} ticks per second.")]
    public partial void Started(string world, int ticksPerSecond);

    [LoggerMessage(2, LogLevel.Information, "World {World} has ended after {Ticks} ticks.")]
    public partial void Ended(string world, long ticks);

    [LoggerMessage(3, LogLevel.Error, "World {World} could not be made.")]
    public partial void SetUpFailed(string world, Exception exception);

    [LoggerMessage(4, LogLevel.Error, "An exception left tick {Tick} of world {World}, the {InARow}. in a row. The other worlds go on.")]
    public partial void TickFailed(string world, long tick, int inARow, Exception exception);

    [LoggerMessage(5, LogLevel.Error, "World {World} is stopped: {InARow} ticks in a row have failed.")]
    public partial void GivenUp(string world, int inARow);

    [LoggerMessage(6, LogLevel.Error, "A call posted to world {World} threw.")]
    public partial void PostFailed(string world, Exception exception);

    [LoggerMessage(7, LogLevel.Error, "The end of world {World} threw.")]
    public partial void EndFailed(string world, Exception exception);

    [LoggerMessage(8, LogLevel.Warning, "World {World} tick took {Milliseconds:F1} ms, budget {BudgetMilliseconds:F1} ms. {Count} ticks were over the budget since the last report; this was the worst. {HeldBack} ticks were held back, so that the other worlds keep their time.")]
    public partial void OverBudget(string world, double milliseconds, double budgetMilliseconds, long count, long heldBack);

    [LoggerMessage(9, LogLevel.Error, "World {World} is stuck: its {Turn} number {Tick} has not come back for {Seconds:F1} s. The others go on, on {Spare} spare threads.")]
    public partial void Stuck(string world, WorldTurn turn, long tick, double seconds, int spare);

    [LoggerMessage(10, LogLevel.Warning, "World {World} came back after {Seconds:F1} s.")]
    public partial void CameBack(string world, double seconds);

    [LoggerMessage(11, LogLevel.Error, "{Count} worlds have not come back from their turn within {Seconds} s. They are left to themselves.")]
    public partial void LeftBehind(int count, double seconds);
}
