using Microsoft.Extensions.Logging;

namespace Tain.Simulation;

/// <summary>
/// Remembers the first error in anybody's log. A world logs what a script throws and goes on, as a game must; a test must not go on.
/// </summary>
internal sealed class ErrorWatch
{
    private string? _first;

    public ILoggerFactory LoggerFor(string side) => new SideLog(this, side);

    public void ThrowIfAny()
    {
        if (_first is not null) throw new InvalidOperationException(_first);
    }

    private sealed class SideLog(ErrorWatch watch, string side) : ILoggerFactory, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("The log of a simulated game has one reader.");

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel is LogLevel.Error or LogLevel.Critical;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) watch._first ??= $"{side} logged an error: {formatter(state, exception)} {exception}";
        }

        public void Dispose()
        {
        }
    }
}
