using Microsoft.Extensions.Logging;

namespace Tain.Tests;

/// <summary>A <see cref="RecordedLog"/> for several threads.</summary>
internal sealed class LockedLog : ILoggerFactory, ILogger
{
    private readonly Lock _gate = new();
    private readonly RecordedLog _log = new();

    public string[] Lines
    {
        get
        {
            lock (_gate) return [.. _log.Lines];
        }
    }

    public ILogger CreateLogger(string categoryName) => this;

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => _log.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        lock (_gate) _log.Log(logLevel, eventId, state, exception, formatter);
    }
}
