namespace Tain.Weaver.Diagnostics;

/// <summary>A refusal with its place in the user's source. Line and column count from 1; 0 means unknown.</summary>
internal sealed record WeaverDiagnostic(WeaverDescriptor Descriptor, string Message, SourcePosition Position)
{
    /// <summary>Whether the analyzer says the same: not when it takes private members of another assembly, which only the weaver reads.</summary>
    public bool IsSeenInSource { get; init; } = Descriptor.IsSeenInSource;

    public override string ToString() =>
        $"{Path.GetFileName(Position.File)}({Position.Line},{Position.Column}): "
        + $"{Descriptor.Severity.ToString().ToLowerInvariant()} {Descriptor.Code}: {Message}";
}
