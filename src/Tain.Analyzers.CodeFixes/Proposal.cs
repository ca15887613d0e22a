using Microsoft.CodeAnalysis.Text;

namespace Tain.Analyzers.CodeFixes;

/// <summary>A fix: what the menu says, and what it changes in the text.</summary>
internal sealed record Proposal(string Title, params TextChange[] Changes);
