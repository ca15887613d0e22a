namespace Tain.Conformance.Kit;

/// <summary>Finds the type that a recording names: "System.Collections.Generic.List&lt;RigGame.SmallStruct&gt;", "RigGame.Outer/Inner", "UnityEngine.Vector3[]".</summary>
internal static class TypeNames
{
    public static Type Parse(string name) => TryParse(name) ?? throw new InvalidOperationException($"The recordings name the type '{name}', which is not here. Add it to Scripts.");

    /// <summary>The parameters of a signature: "System.Int32,System.String".</summary>
    public static Type[] ParseList(string names) => names.Length == 0 ? [] : [.. SplitArguments(names).Select(Parse)];

    /// <summary>Null for a type that Tain does not have yet.</summary>
    public static Type? TryParse(string name)
    {
        if (name.EndsWith("[]", StringComparison.Ordinal)) return TryParse(name[..^2])?.MakeArrayType();
        int open = name.IndexOf('<');
        if (open < 0) return Plain(name);
        string[] arguments = SplitArguments(name[(open + 1)..^1]);
        string definition = name[..open].Split('`')[0];
        Type?[] types = [.. arguments.Select(TryParse)];
        return types.Contains(null) ? null : Plain($"{definition}`{arguments.Length}")?.MakeGenericType(types!);
    }

    private static Type? Plain(string name)
    {
        string clr = name.Replace('/', '+');
        if (!clr.StartsWith("UnityEngine.", StringComparison.Ordinal) && !clr.StartsWith("Mirror.", StringComparison.Ordinal)) return Find(clr);
        string simple = clr[(clr.IndexOf('.') + 1)..];
        // The library's own first; Scripts/Mirror stands in for what it does not have yet.
        return Find("System.Numerics." + simple) ?? Find("Tain." + simple) ?? Find(clr);
    }

    private static Type? Find(string name)
    {
        foreach (Type anchor in new[]
        {
            typeof(RigGame.SmallStruct), typeof(World), typeof(NetworkWriter), typeof(NetworkIdentity), typeof(object), typeof(System.Numerics.Vector3),
            typeof(Uri), typeof(HashSet<int>),
        })
        {
            if (anchor.Assembly.GetType(name) is { } type) return type;
        }
        return Components?.GetType(name);
    }

    // By name, because nothing of it may be referenced yet and then the compiler leaves the reference out.
    private static System.Reflection.Assembly? Components { get; } = System.Reflection.Assembly.Load("Tain.Components");

    private static string[] SplitArguments(string text)
    {
        var arguments = new List<string>();
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '<') depth++;
            if (text[i] == '>') depth--;
            if (text[i] != ',' || depth > 0) continue;
            arguments.Add(text[start..i].Trim());
            start = i + 1;
        }
        arguments.Add(text[start..].Trim());
        return [.. arguments];
    }
}
