using System.Text.RegularExpressions;
using Mono.Cecil;
using Mono.Cecil.Cil;

namespace Tain.Weaver.Diagnostics;

/// <summary>
/// Finds where a member stands in the user's source. Instructions carry sequence points. Declarations carry none, so their files are read and the
/// declaring line is looked up; where that fails, the nearest sequence point has to do.
/// </summary>
internal sealed class SourceLocator(IReadOnlyList<string> sourceFiles)
{
    private readonly Dictionary<string, string[]> _linesByFile = new(StringComparer.Ordinal);

    public SourcePosition Of(MethodDefinition method)
    {
        string name = method.IsConstructor ? DisplayNames.SimpleName(method.DeclaringType) : method.Name;
        var declaration = new Regex($@"(?<![\w.]){Regex.Escape(name)}(?=\s*(<[^>]*>)?\s*\()");
        SourcePosition body = FirstSequencePoint(method);
        if (body.IsKnown)
        {
            // The first sequence point is the opening brace or the first statement: the name stands on that line or a few above.
            string[] lines = Lines(body.File!);
            for (int line = Math.Min(body.Line, lines.Length); line > 0 && line > body.Line - 30; line--)
            {
                Match match = declaration.Match(lines[line - 1]);
                if (match.Success && !IsInsideBody(lines[line - 1], match.Index)) return new SourcePosition(body.File, line, match.Index + 1);
            }
            return body;
        }
        return FindInType(method.DeclaringType, declaration) ?? Of(method.DeclaringType);
    }

    /// <summary>The name in the parameter list; the method's where that is not found.</summary>
    public SourcePosition Of(MethodDefinition method, ParameterDefinition parameter)
    {
        SourcePosition start = Of(method);
        if (!start.IsKnown) return start;
        var declaration = new Regex($@"(?<=[\w>\]?*)]\s+|^\s*)@?{Regex.Escape(parameter.Name)}(?=\s*([,)=]|$))");
        string[] lines = Lines(start.File!);
        for (int line = start.Line; line <= lines.Length && line < start.Line + 30; line++)
        {
            Match match = declaration.Match(lines[line - 1], line == start.Line ? start.Column - 1 : 0);
            if (match.Success) return start with { Line = line, Column = match.Index + 1 };
        }
        return start;
    }

    public SourcePosition Of(FieldDefinition field)
    {
        // A declaration has its type before the name; statements such as "return name;" do not count.
        var declaration = new Regex(
            $@"(?<!\b(return|yield|throw|await|new|case|goto|in|is|as|else)\s+)(?<=[\w>\]?*,)]\s+|^\s*){Regex.Escape(DisplayNames.PropertyOf(field) ?? field.Name)}(?=\s*(=(?!=)|=>|{{|;|,|$))");
        return FindInType(field.DeclaringType, declaration) ?? Of(field.DeclaringType);
    }

    public SourcePosition Of(TypeDefinition type)
    {
        foreach (string file in FilesOf(type))
        {
            if (FindTypeLine(type, Lines(file)) is { } found) return found with { File = file };
        }
        foreach (MethodDefinition method in type.Methods)
        {
            SourcePosition position = FirstSequencePoint(method);
            if (position.IsKnown) return position;
        }
        return SourcePosition.Unknown;
    }

    /// <summary>The statement that an instruction belongs to.</summary>
    public static SourcePosition Of(MethodDefinition method, Instruction instruction)
    {
        SourcePosition last = SourcePosition.Unknown;
        foreach (Instruction candidate in method.Body.Instructions)
        {
            SequencePoint? point = method.DebugInformation.GetSequencePoint(candidate);
            if (point is { IsHidden: false }) last = ToPosition(point);
            if (candidate == instruction) break;
        }
        return last.IsKnown ? last : FirstSequencePoint(method);
    }

    private SourcePosition? FindInType(TypeDefinition type, Regex declaration)
    {
        foreach (string file in FilesOf(type))
        {
            string[] lines = Lines(file);
            if (FindTypeLine(type, lines) is not { } typeLine) continue;
            var nesting = new SourceNesting();
            for (int line = typeLine.Line; line <= lines.Length; line++)
            {
                foreach (Match match in declaration.Matches(lines[line - 1]))
                {
                    // Members stand directly in the braces of their type; locals and parameters of the same name do not.
                    if (nesting.IsMemberAt(lines[line - 1], match.Index)) return new SourcePosition(file, line, match.Index + 1);
                }
                nesting.Read(lines[line - 1]);
                if (nesting.IsOver) break;
            }
        }
        return null;
    }

    private static SourcePosition? FindTypeLine(TypeDefinition type, string[] lines)
    {
        string keyword = type.IsEnum ? "enum" : type.IsInterface ? "interface" : "class|struct|record";
        var declaration = new Regex($@"\b({keyword})\s+{Regex.Escape(DisplayNames.SimpleName(type))}\b(?!\.)");
        for (int line = 1; line <= lines.Length; line++)
        {
            Match match = declaration.Match(lines[line - 1]);
            if (match.Success) return new SourcePosition(null, line, match.Index + 1);
        }
        return null;
    }

    /// <summary>The files that a type is known to be in by its methods; when it has none, every file of the project.</summary>
    private IEnumerable<string> FilesOf(TypeDefinition type)
    {
        var own = new List<string>();
        for (TypeDefinition? scope = type; scope != null && own.Count == 0; scope = scope.DeclaringType)
        {
            foreach (MethodDefinition method in scope.Methods)
            {
                string? file = FirstSequencePoint(method).File;
                if (file != null && !own.Contains(file)) own.Add(file);
            }
        }
        foreach (string file in own) yield return file;
        foreach (string file in sourceFiles)
        {
            if (!own.Contains(file)) yield return file;
        }
    }

    private static SourcePosition FirstSequencePoint(MethodDefinition method)
    {
        if (!method.HasBody) return SourcePosition.Unknown;
        foreach (SequencePoint point in method.DebugInformation.SequencePoints)
        {
            if (!point.IsHidden) return ToPosition(point);
        }
        return SourcePosition.Unknown;
    }

    // "CmdFire();" in an expression body is a call, the declaration has something in front of it.
    private static bool IsInsideBody(string line, int index)
    {
        int arrow = line.IndexOf("=>", StringComparison.Ordinal);
        int brace = line.IndexOf('{');
        return (arrow >= 0 && arrow < index) || (brace >= 0 && brace < index && line.IndexOf('(') is var open && open >= 0 && open < brace);
    }

    private static SourcePosition ToPosition(SequencePoint point) => new(point.Document.Url, point.StartLine, point.StartColumn);

    private string[] Lines(string file)
    {
        if (_linesByFile.TryGetValue(file, out string[]? lines)) return lines;
        // A source that was built elsewhere (a mapped path) has sequence points but no text here.
        lines = File.Exists(file) ? File.ReadAllLines(file) : [];
        _linesByFile.Add(file, lines);
        return lines;
    }
}
