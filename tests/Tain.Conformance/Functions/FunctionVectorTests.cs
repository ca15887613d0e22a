using System.Runtime.CompilerServices;
using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Functions;

/// <summary>The remote calls of woven classes have the signatures, hashes and rights that Mirror's weaver gave them.</summary>
[Trait("Behaviour", "12.4")]
public sealed class FunctionVectorTests
{
    private static readonly JsonElement Recorded = Vectors.Load("functions.json").GetProperty("functions");

    public static TheoryData<int> Functions => Vectors.Indices(Recorded);

    [Theory, MemberData(nameof(Functions))]
    public void A_remote_call_is_known_by_the_recorded_signature(int index)
    {
        JsonElement recorded = Recorded[index];
        RemoteCallTable table = TableOf(ClassOf(recorded));
        ushort hash = recorded.GetProperty("hash16").GetUInt16();
        Assert.True(table.TryGet(hash, out RemoteCall? call), $"{recorded.GetProperty("hashed")} ({hash}) is not among: {string.Join(", ", table.Select(static one => one.FunctionFullName))}");
        Assert.Equal(recorded.GetProperty("hashed").GetString(), call.FunctionFullName);
        Assert.Equal(recorded.GetProperty("kind").GetString(), call.Kind.ToString());
        if (recorded.TryGetProperty("requiresAuthority", out JsonElement requiresAuthority)) Assert.Equal(requiresAuthority.GetBoolean(), call.RequiresAuthority);
    }

    private static Type ClassOf(JsonElement recorded) => TypeNames.Parse(recorded.GetProperty("class").GetString()!);

    // The table belongs to the class; asking for it needs an object, but not one that works.
    private static RemoteCallTable TableOf(Type type)
    {
        Type concrete = type.IsAbstract ? type.Assembly.GetTypes().First(one => !one.IsAbstract && one.IsSubclassOf(type)) : type;
        return ((NetworkBehaviour)RuntimeHelpers.GetUninitializedObject(concrete)).GetRemoteCallTable();
    }
}
