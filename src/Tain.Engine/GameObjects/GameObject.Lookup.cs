using System.Diagnostics.CodeAnalysis;

namespace Tain;

// Finding components on an object, below it and above it. T may be an interface.
public sealed partial class GameObject
{
    /// <summary>The first component of this type, or null.</summary>
    public T? GetComponent<T>() where T : class
    {
        for (int i = 0; i < _components.Count; i++)
        {
            if (_components[i] is T found) return found;
        }
        return null;
    }

    /// <summary>The component at a place, 0 being the transform.</summary>
    public Component GetComponentAtIndex(int index) => _components[index];

    /// <summary>Whether there is a component of this type, and the first one.</summary>
    public bool TryGetComponent<T>([NotNullWhen(true)] out T? component) where T : class
    {
        component = GetComponent<T>();
        return component is not null;
    }

    /// <summary>All components of this type, in the order in which they were added. Allocates; see the overload with a list.</summary>
    public T[] GetComponents<T>() where T : class
    {
        var results = new List<T>();
        Collect(results);
        return [.. results];
    }

    /// <summary>Fills a list with all components of this type; what was in the list is removed.</summary>
    public void GetComponents<T>(List<T> results) where T : class
    {
        results.Clear();
        Collect(results);
    }

    /// <summary>The first component of this type on this object or below it, parents before children, or null.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    public T? GetComponentInChildren<T>(bool includeInactive = false) where T : class
    {
        if ((includeInactive || activeInHierarchy) && GetComponent<T>() is { } own) return own;
        for (int i = 0; i < transform.childCount; i++)
        {
            if (transform.GetChild(i).gameObject.GetComponentInChildren<T>(includeInactive) is { } found) return found;
        }
        return null;
    }

    /// <summary>All components of this type on this object and below it, parents before children.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    public T[] GetComponentsInChildren<T>(bool includeInactive = false) where T : class
    {
        var results = new List<T>();
        CollectInChildren(includeInactive, results);
        return [.. results];
    }

    /// <summary>Fills a list with all components of this type on this object and below it; what was in the list is removed.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    /// <param name="results">The list to fill.</param>
    public void GetComponentsInChildren<T>(bool includeInactive, List<T> results) where T : class
    {
        results.Clear();
        CollectInChildren(includeInactive, results);
    }

    /// <summary>The first component of this type on this object or above it, or null.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    public T? GetComponentInParent<T>(bool includeInactive = false) where T : class
    {
        for (Transform? at = transform; at is not null; at = at.parent)
        {
            if ((includeInactive || at.gameObject.activeInHierarchy) && at.gameObject.GetComponent<T>() is { } found) return found;
        }
        return null;
    }

    /// <summary>All components of this type on this object and above it, from this object upwards.</summary>
    /// <param name="includeInactive">Whether objects that are switched off are searched.</param>
    public T[] GetComponentsInParent<T>(bool includeInactive = false) where T : class
    {
        var results = new List<T>();
        for (Transform? at = transform; at is not null; at = at.parent)
        {
            if (includeInactive || at.gameObject.activeInHierarchy) at.gameObject.Collect(results);
        }
        return [.. results];
    }

    internal void CollectInChildren<T>(bool includeInactive, List<T> results) where T : class
    {
        if (includeInactive || activeInHierarchy) Collect(results);
        for (int i = 0; i < transform.childCount; i++) transform.GetChild(i).gameObject.CollectInChildren(includeInactive, results);
    }

    private void Collect<T>(List<T> results) where T : class
    {
        for (int i = 0; i < _components.Count; i++)
        {
            if (_components[i] is T found) results.Add(found);
        }
    }
}
