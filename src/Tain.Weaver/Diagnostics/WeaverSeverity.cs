namespace Tain.Weaver.Diagnostics;

/// <summary>Whether a finding stops the build.</summary>
internal enum WeaverSeverity
{
    Warning,
    Error,
}
