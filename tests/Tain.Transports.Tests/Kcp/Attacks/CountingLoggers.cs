using Microsoft.Extensions.Logging;

namespace Tain.Transports.Kcp.Attacks;

/// <summary>Keeps the lines that are logged, at all levels.</summary>
internal sealed class CountingLoggers : ILoggerFactory, ILogger
{
    public int Count => Lines.Count;

    public List<string> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Lines.Add(formatter(state, exception));

    public void Dispose()
    {
    }
}
