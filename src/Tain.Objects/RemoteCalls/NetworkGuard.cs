using System.ComponentModel;

namespace Tain;

/// <summary>The tests in front of [Server] and [Client] methods of components that are no NetworkBehaviour. Called by woven code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class NetworkGuard
{
    /// <summary>The test of [Server] and [ServerCallback].</summary>
    /// <param name="component">Whose world is asked.</param>
    /// <param name="functionFullName">The method, to warn about it; null for no warning.</param>
    /// <returns>True when the server of that world is active.</returns>
    public static bool IsServerActive(Component component, string? functionFullName)
    {
        ArgumentNullException.ThrowIfNull(component);
        NetworkWorld network = NetworkWorld.Of(component.world);
        bool active = network.Server.active;
        if (!active && functionFullName is not null) network.Log.ServerMethodRefused(functionFullName, Describe(component));
        return active;
    }

    /// <summary>The test of [Client] and [ClientCallback].</summary>
    /// <param name="component">Whose world is asked.</param>
    /// <param name="functionFullName">The method, to warn about it; null for no warning.</param>
    /// <returns>True when the client of that world is active.</returns>
    public static bool IsClientActive(Component component, string? functionFullName)
    {
        ArgumentNullException.ThrowIfNull(component);
        NetworkWorld network = NetworkWorld.Of(component.world);
        bool active = network.Client.active;
        if (!active && functionFullName is not null) network.Log.ClientMethodRefused(functionFullName, Describe(component));
        return active;
    }

    private static string Describe(Component component) => $"{component.GetType().Name} of {component.gameObject.path}";
}
