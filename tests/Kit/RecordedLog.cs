using Microsoft.Extensions.Logging;

namespace Tain.Tests;

/// <summary>Keeps what is logged, so that a test can ask for a line, or that there was none.</summary>
/// <param name="least">From which level on.</param>
internal sealed class RecordedLog(LogLevel least = LogLevel.Warning) : ILoggerFactory, ILogger
{
    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= least;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Lines.Add(exception is null ? formatter(state, null) : $"{formatter(state, exception)}: {exception.Message}");
    }

    public int Count(string part) => Lines.Count(line => line.Contains(part, StringComparison.Ordinal));

    public override string ToString() => string.Join('\n', Lines);
}
