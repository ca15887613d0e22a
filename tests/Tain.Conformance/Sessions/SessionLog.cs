using Microsoft.Extensions.Logging;

namespace Tain.Conformance.Sessions;

/// <summary>Keeps what the scripts of a world log, and what anybody complains about.</summary>
internal sealed class SessionLog : ILoggerFactory
{
    /// <summary>What scripts logged, and the session's own lines.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Warnings and errors.</summary>
    public List<string> Complaints { get; } = [];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName == "Tain.Scripts");

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log keeps everything itself.");

    public void Dispose()
    {
    }

    private sealed class Logger(SessionLog log, bool isScripts) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isScripts || logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (logLevel >= LogLevel.Warning) log.Complaints.Add(formatter(state, exception) + exception);
            else if (isScripts) log.Lines.Add(formatter(state, exception));
        }
    }
}
