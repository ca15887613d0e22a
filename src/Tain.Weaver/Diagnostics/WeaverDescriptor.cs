using System.Globalization;

namespace Tain.Weaver.Diagnostics;

/// <summary>One kind of refusal: a stable code, what is wrong, and what to write instead.</summary>
internal sealed class WeaverDescriptor(string code, WeaverSeverity severity, string text, string remedy)
{
    public string Code { get; } = code;

    public WeaverSeverity Severity { get; } = severity;

    /// <summary>What is wrong; {0}, {1}… are filled in.</summary>
    public string Text { get; } = text;

    /// <summary>What to write instead; the same numbers.</summary>
    public string Remedy { get; } = remedy;

    public string Format(params object[] arguments) => string.Format(CultureInfo.InvariantCulture, $"{Text}. {Remedy}.", arguments);
}
