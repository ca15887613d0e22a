using System.Text;

namespace Tain;

/// <summary>
/// The number of an object of a scene, made from where it stands: the upper half is the hash of the scene's name in lower case, as Mirror's, the lower half that of the
/// object's path. So server and client agree as long as the object has the same place in both, whatever else one of them builds into the scene.
/// </summary>
internal sealed class SceneIds
{
    // Counted once for all roots of the scene that is being built: each by itself would count all others again.
    private readonly Dictionary<GameObject, int> _namesakesBefore = [];
    private Scene? _counted;

    /// <summary>The number of an object of this scene, whose builder is done; never 0.</summary>
    public ulong Of(GameObject gameObject, Scene scene)
    {
        var path = new StringBuilder();
        AppendPath(path, gameObject.transform, scene);
        ulong place = unchecked((uint)path.ToString().GetStableHashCode());
        return ((ulong)OfScene(scene.name) << 32) | Math.Max(place, 1);
    }

    /// <summary>What all objects of a scene have in common.</summary>
    public static uint OfScene(string sceneName) => unchecked((uint)sceneName.ToLowerInvariant().GetStableHashCode());

    private void AppendPath(StringBuilder path, Transform at, Scene scene)
    {
        if (at.parent is { } parent) AppendPath(path, parent, scene);
        path.Append('/').Append(at.name);
        int namesake = CountNamesakesBefore(at, scene);
        if (namesake > 0) path.Append('#').Append(namesake);
    }

    // The second door is /Door#1, however many other things stand between the two.
    private int CountNamesakesBefore(Transform at, Scene scene)
    {
        if (at.parent is not { } parent)
        {
            if (!ReferenceEquals(_counted, scene)) CountRoots(scene);
            return _namesakesBefore.GetValueOrDefault(at.gameObject);
        }
        int count = 0;
        for (int i = 0; i < parent.childCount && parent.GetChild(i) != at; i++) count += parent.GetChild(i).name == at.name ? 1 : 0;
        return count;
    }

    private void CountRoots(Scene scene)
    {
        _counted = scene;
        _namesakesBefore.Clear();
        var seen = new Dictionary<string, int>();
        foreach (GameObject root in scene.GetRootGameObjects())
        {
            int before = seen.GetValueOrDefault(root.name);
            seen[root.name] = before + 1;
            if (before > 0) _namesakesBefore.Add(root, before);
        }
    }
}
