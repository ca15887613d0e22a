using Microsoft.Extensions.Logging;

namespace AotServer;

/// <summary>Writes a line for each thing worth knowing, without a logging package: a file of 4 MB should not log with half of them.</summary>
internal sealed class ConsoleLog(TextWriter output) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Logger(output);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log writes to one place only.");

    public void Dispose() => output.Flush();

    private sealed class Logger(TextWriter output) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            string level = logLevel == LogLevel.Information ? "" : $"{logLevel}: ";
            output.WriteLine(level + formatter(state, exception) + (exception is null ? "" : $"\n{exception}"));
        }
    }
}
