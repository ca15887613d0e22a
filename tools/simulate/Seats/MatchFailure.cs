namespace Tain.Simulate;

/// <summary>A match that went wrong, or several that should have been the same and were not.</summary>
internal sealed class MatchFailure(string message, Exception? inner = null) : Exception(message, inner);
