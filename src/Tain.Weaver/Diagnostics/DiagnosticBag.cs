namespace Tain.Weaver.Diagnostics;

/// <summary>Collects findings, so that one build shows all of them.</summary>
internal sealed class DiagnosticBag
{
    private readonly List<WeaverDiagnostic> _all = [];
    private readonly HashSet<(string Code, string Message, SourcePosition Position)> _seen = [];

    public bool HasErrors { get; private set; }

    public void Report(WeaverDescriptor descriptor, SourcePosition position, params object[] arguments) =>
        Report(descriptor, position, descriptor.IsSeenInSource, arguments);

    /// <summary>The same for what the analyzer reports in other cases, but cannot see in this one.</summary>
    public void ReportUnseen(WeaverDescriptor descriptor, SourcePosition position, params object[] arguments) =>
        Report(descriptor, position, isSeenInSource: false, arguments);

    /// <summary>In the order in which a reader finds them: by file, line, column and code.</summary>
    public IReadOnlyList<WeaverDiagnostic> Sorted()
    {
        var sorted = new List<WeaverDiagnostic>(_all);
        sorted.Sort(static (left, right) =>
        {
            int byFile = string.CompareOrdinal(left.Position.File, right.Position.File);
            if (byFile != 0) return byFile;
            int byLine = left.Position.Line.CompareTo(right.Position.Line);
            if (byLine != 0) return byLine;
            int byColumn = left.Position.Column.CompareTo(right.Position.Column);
            if (byColumn != 0) return byColumn;
            int byCode = string.CompareOrdinal(left.Descriptor.Code, right.Descriptor.Code);
            return byCode != 0 ? byCode : string.CompareOrdinal(left.Message, right.Message);
        });
        return sorted;
    }

    private void Report(WeaverDescriptor descriptor, SourcePosition position, bool isSeenInSource, object[] arguments)
    {
        string message = descriptor.Format(arguments);
        // The same type can be needed at several places; saying it once per place is enough.
        if (!_seen.Add((descriptor.Code, message, position))) return;
        _all.Add(new WeaverDiagnostic(descriptor, message, position) { IsSeenInSource = isSeenInSource });
        HasErrors |= descriptor.Severity == WeaverSeverity.Error;
    }
}
