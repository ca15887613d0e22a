namespace Tain.Kit;

/// <summary>A test on networks of its own, see <see cref="NetworkNamespaces"/>. Where they cannot be made it says so and does not run; tools/test.sh makes sure that they can where it runs as root.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class NetworkNamespaceFactAttribute : FactAttribute
{
    public NetworkNamespaceFactAttribute() => Skip = NetworkNamespaces.WhyNot;
}
