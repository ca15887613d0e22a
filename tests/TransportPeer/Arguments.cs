namespace Tain.Transports.Peers;

/// <summary>Arguments of the form <c>--name value</c>.</summary>
public sealed class Arguments(string[] arguments)
{
    public string Value(string name) => Values(name).LastOrDefault() ?? throw new ArgumentException($"'{name}' is missing.");

    public string Value(string name, string otherwise) => Values(name).LastOrDefault(otherwise);

    public IEnumerable<string> Values(string name)
    {
        for (int i = 0; i + 1 < arguments.Length; i++)
        {
            if (arguments[i] == name) yield return arguments[i + 1];
        }
    }
}
