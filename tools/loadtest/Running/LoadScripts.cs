namespace Tain.LoadTest;

/// <summary>Scripts by name. A program with scripts of its own adds them before it runs.</summary>
public sealed class LoadScripts
{
    private readonly Dictionary<string, Func<int, ILoadScript>> _scripts = new(StringComparer.Ordinal)
    {
        ["idle"] = static _ => new IdleScript(),
        ["move"] = static _ => new MoveScript(),
        ["chat"] = static _ => new ChatScript(),
        ["flood"] = static _ => new FloodScript(),
    };

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => _scripts.Keys;

    /// <summary>Adds a script, or takes another one's name.</summary>
    /// <param name="name">What <c>--script</c> calls it.</param>
    /// <param name="create">Makes the script of a client, by the client's number.</param>
    /// <returns>This.</returns>
    public LoadScripts Add(string name, Func<int, ILoadScript> create)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(create);
        _scripts[name] = create;
        return this;
    }

    /// <summary>Finds a script.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>What makes the script of a client.</returns>
    /// <exception cref="ArgumentException">There is none of this name.</exception>
    public Func<int, ILoadScript> Find(string name) =>
        _scripts.TryGetValue(name, out Func<int, ILoadScript>? create) ? create : throw new ArgumentException($"There is no script '{name}'; there are {string.Join(", ", Names)}.");
}
