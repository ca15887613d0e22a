using Microsoft.Extensions.Logging;

namespace Tain.Simulate;

/// <summary>
/// Turns an error in the log of one side into a failure of the match: nobody cheats here, so nothing may be wrong. Warnings are counted only, since lost
/// connections and calls that were under way when their object died are part of the game.
/// </summary>
internal sealed class MatchLog(string side, MatchJournal journal) : ILoggerFactory, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Warning) journal.Warn(eventId.Id);
        else if (logLevel > LogLevel.Warning) journal.Fail($"{side} logged: {formatter(state, exception)} {exception}");
    }

    public void Dispose()
    {
    }
}
