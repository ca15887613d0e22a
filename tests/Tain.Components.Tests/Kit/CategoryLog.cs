using Microsoft.Extensions.Logging;

namespace Tain.Tests;

/// <summary>Keeps a logger for each category that was ever asked for, as the usual factories do, and what was logged with its structured values.</summary>
internal sealed class CategoryLog : ILoggerFactory
{
    private readonly Dictionary<string, ILogger> _loggers = [];

    public IReadOnlyCollection<string> Categories => _loggers.Keys;

    /// <summary>Category, text and values of each line.</summary>
    public List<(string Category, string Text, Dictionary<string, object?> Values)> Lines { get; } = [];

    public ILogger CreateLogger(string categoryName)
    {
        if (!_loggers.TryGetValue(categoryName, out ILogger? logger)) _loggers.Add(categoryName, logger = new Category(categoryName, this));
        return logger;
    }

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    public void Dispose()
    {
    }

    private sealed class Category(string name, CategoryLog log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            var values = (state as IEnumerable<KeyValuePair<string, object?>> ?? []).ToDictionary(pair => pair.Key, pair => pair.Value);
            log.Lines.Add((name, formatter(state, exception), values));
        }
    }
}
