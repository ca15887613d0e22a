using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>
/// Lets each world write its name before what it logs. A category for each world would be a logger that the factory keeps for good, and matches come and go by the million.
/// </summary>
internal sealed class WorldLoggerFactory(ILoggerFactory inner, string world) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new WorldLogger(inner.CreateLogger(categoryName), world);

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The inner factory is the host's owner's.
    }

    private sealed class WorldLogger(ILogger inner, string world) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => inner.IsEnabled(logLevel);

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!inner.IsEnabled(logLevel)) return;
            var line = new WorldLine(world, state as IReadOnlyList<KeyValuePair<string, object?>> ?? [], formatter(state, exception));
            inner.Log(logLevel, eventId, line, exception, static (line, _) => line.ToString());
        }
    }
}
