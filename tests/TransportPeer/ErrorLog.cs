using Microsoft.Extensions.Logging;

namespace Tain.Transports.Peers;

/// <summary>Writes what the transport logs to the error output, so that a failing test shows it.</summary>
internal sealed class ErrorLog : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new Writer(categoryName);

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException("This log has one place to write to.");

    public void Dispose()
    {
    }

    private sealed class Writer(string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information && category.StartsWith("Tain.", StringComparison.Ordinal);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Console.Error.WriteLine($"{logLevel}: {formatter(state, exception)} {exception}");
        }
    }
}
