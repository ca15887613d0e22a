using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Tain;

/// <summary>The log of the scripts of a world, which they know as <c>Debug</c>; it goes where the host's logging goes.</summary>
public sealed partial class ScriptLog
{
    private readonly ILogger _logger;

    internal ScriptLog(ILogger logger) => _logger = logger;

    /// <summary>Logs a message for information.</summary>
    /// <param name="message">What to log.</param>
    /// <param name="context">The object it is about, named in the log.</param>
    public void Log(object? message, WorldObject? context = null) => Write(LogLevel.Information, message, context);

    /// <summary>Logs a warning.</summary>
    /// <inheritdoc cref="Log"/>
    public void LogWarning(object? message, WorldObject? context = null) => Write(LogLevel.Warning, message, context);

    /// <summary>Logs an error.</summary>
    /// <inheritdoc cref="Log"/>
    public void LogError(object? message, WorldObject? context = null) => Write(LogLevel.Error, message, context);

    /// <summary>Logs an exception as an error.</summary>
    /// <param name="exception">What to log.</param>
    /// <param name="context">The object it is about, named in the log.</param>
    public void LogException(Exception exception, WorldObject? context = null) =>
        WithException(_logger, exception.Message, context?.ToString() ?? "no object", exception);

    /// <summary>Logs an error if a condition that must hold does not. Left out of release builds.</summary>
    /// <param name="condition">What must be true.</param>
    /// <param name="message">Why it must.</param>
    [Conditional("DEBUG")]
    public void Assert(bool condition, string message = "An assertion failed.")
    {
        if (!condition) Write(LogLevel.Error, message, null);
    }

    private void Write(LogLevel level, object? message, WorldObject? context)
    {
        if (!_logger.IsEnabled(level)) return;
        if (context is null) Plain(_logger, level, message?.ToString());
        else WithContext(_logger, level, message?.ToString(), context.ToString());
    }

    [LoggerMessage(EventId = 10, Message = "{Message}")]
    private static partial void Plain(ILogger logger, LogLevel level, string? message);

    [LoggerMessage(EventId = 11, Message = "{Message} [{Context}]")]
    private static partial void WithContext(ILogger logger, LogLevel level, string? message, string context);

    [LoggerMessage(12, LogLevel.Error, "{Message} [{Context}]")]
    private static partial void WithException(ILogger logger, string message, string context, Exception exception);
}
