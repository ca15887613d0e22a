using System.Globalization;

namespace Tain.Weaver.Diagnostics;

/// <summary>One kind of refusal: a stable code, what is wrong, and what to write instead.</summary>
internal sealed class WeaverDescriptor(string code, string name, WeaverSeverity severity, string text, string remedy, bool isSeenInSource)
{
    public string Code { get; } = code;

    /// <summary>A word for lists: "RemoteCallStatic".</summary>
    public string Name { get; } = name;

    public WeaverSeverity Severity { get; } = severity;

    /// <summary>Whether the analyzer finds it while typing; else it takes the compiled assembly or its references.</summary>
    public bool IsSeenInSource { get; } = isSeenInSource;

    /// <summary>What is wrong; {0}, {1}… are filled in.</summary>
    public string Text { get; } = text;

    /// <summary>What to write instead; the same numbers.</summary>
    public string Remedy { get; } = remedy;

    /// <summary>The section of the page that comes with the package.</summary>
    public string HelpLink => "docs/diagnostics.md#" + Code.ToLowerInvariant();

    /// <summary>Both as sentences, before anything is filled in.</summary>
    public string Sentence => $"{Text}. {Remedy}.";

    public string Format(params object[] arguments) => string.Format(CultureInfo.InvariantCulture, Sentence, arguments);
}
