using System.Reflection;
using Xunit.Sdk;

namespace Tain.Transports.Proxies;

/// <summary>A row for a proxy by its package's name, skipped where that is not installed; tools/test.sh installs them.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
internal sealed class ProxyAttribute : DataAttribute
{
    private readonly string _name;

    public ProxyAttribute(string name)
    {
        _name = name;
        Skip = ReverseProxyKind.Of(name).Missing;
    }

    public override IEnumerable<object[]> GetData(MethodInfo testMethod) => [[_name]];
}
