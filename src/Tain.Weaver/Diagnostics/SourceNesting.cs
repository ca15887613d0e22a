namespace Tain.Weaver.Diagnostics;

/// <summary>Counts braces and parentheses from the line of a type on, roughly: enough to tell a member from a local or a parameter.</summary>
internal struct SourceNesting
{
    private int _braces;
    private int _parentheses;
    private bool _hasBegun;

    /// <summary>Whether the type's closing brace has been read.</summary>
    public readonly bool IsOver => _hasBegun && _braces == 0;

    public readonly bool IsMemberAt(string line, int index)
    {
        SourceNesting there = this;
        there.Read(line.Substring(0, index));
        return there is { _braces: 1, _parentheses: 0 };
    }

    public void Read(string text)
    {
        bool isText = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && (i == 0 || text[i - 1] != '\\')) isText = !isText;
            if (isText) continue;
            if (text[i] == '/' && i + 1 < text.Length && text[i + 1] == '/') return;
            switch (text[i])
            {
                case '{':
                    _braces++;
                    _hasBegun = true;
                    break;
                case '}':
                    _braces--;
                    break;
                case '(':
                    _parentheses++;
                    break;
                case ')':
                    _parentheses--;
                    break;
            }
        }
    }
}
