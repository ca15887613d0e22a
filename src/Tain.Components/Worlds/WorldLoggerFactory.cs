using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>Gives each world categories of its own, with its name behind, so that filters by the beginning of a category go on working.</summary>
internal sealed class WorldLoggerFactory(ILoggerFactory inner, string world) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => inner.CreateLogger($"{categoryName}.{world}");

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The inner factory is the host's owner's.
    }
}
