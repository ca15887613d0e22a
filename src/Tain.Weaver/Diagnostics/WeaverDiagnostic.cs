namespace Tain.Weaver.Diagnostics;

/// <summary>A refusal with its place in the user's source. Line and column count from 1; 0 means unknown.</summary>
internal sealed record WeaverDiagnostic(WeaverDescriptor Descriptor, string Message, SourcePosition Position)
{
    public override string ToString() =>
        $"{Path.GetFileName(Position.File)}({Position.Line},{Position.Column}): "
        + $"{Descriptor.Severity.ToString().ToLowerInvariant()} {Descriptor.Code}: {Message}";
}
