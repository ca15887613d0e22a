using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Tain.Weaver.Diagnostics;

namespace Tain.Analyzers.Rules;

/// <summary>The weaver's table as Roslyn wants it: the same codes, texts and severities.</summary>
internal static class Rule
{
    /// <summary>The property under which a diagnostic carries what a fix needs to know.</summary>
    public const string Detail = "detail";

    private static readonly ImmutableDictionary<string, DiagnosticDescriptor> ByCode =
        Descriptors.All.Where(static one => one.IsSeenInSource).ToImmutableDictionary(static one => one.Code, Convert);

    public static ImmutableArray<DiagnosticDescriptor> Of(params WeaverDescriptor[] descriptors) =>
        [.. descriptors.Select(static one => ByCode[one.Code])];

    public static Diagnostic At(WeaverDescriptor descriptor, Location? location, params object[] arguments) =>
        Diagnostic.Create(ByCode[descriptor.Code], location, arguments);

    /// <summary>The same, with a word for the fix.</summary>
    public static Diagnostic WithDetail(string detail, WeaverDescriptor descriptor, Location? location, params object[] arguments) =>
        Diagnostic.Create(ByCode[descriptor.Code], location, ImmutableDictionary<string, string?>.Empty.Add(Detail, detail), arguments);

    /// <summary>The same, with the place of what it is about, which is elsewhere.</summary>
    public static Diagnostic About(Location? subject, WeaverDescriptor descriptor, Location? location, params object[] arguments) =>
        Diagnostic.Create(ByCode[descriptor.Code], location, subject == null ? [] : [subject], arguments);

    private static DiagnosticDescriptor Convert(WeaverDescriptor descriptor) => new(
        descriptor.Code, descriptor.Name, descriptor.Sentence, "Tain",
        descriptor.Severity == WeaverSeverity.Error ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: descriptor.HelpLink);
}
