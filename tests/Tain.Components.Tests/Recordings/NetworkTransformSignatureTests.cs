using System.Text.Json;
using Tain.Tests;

namespace Tain.Components.Tests.Recordings;

public class NetworkTransformSignatureTests
{
    private static readonly JsonElement Functions = Vectors.Load("functions.json").GetProperty("functions");
    private static readonly JsonElement Cases = Vectors.Load("sync.json").GetProperty("cases");

    public static TheoryData<int> Calls => Vectors.Indices(
        Functions, call => call.GetProperty("class").GetString() is "Mirror.NetworkTransformBase" or "Mirror.NetworkTransformUnreliable");

    public static TheoryData<int> States => Vectors.Indices(
        Cases, one => one.GetProperty("components").EnumerateArray().Any(component => component.GetProperty("type").GetString() == "Mirror.NetworkTransformUnreliable"));

    [Theory, MemberData(nameof(Calls))]
    public void EveryCallHasMirrorsNumber(int index)
    {
        JsonElement call = Functions[index];
        Assert.True(new Exposed().Table.TryGet(call.GetProperty("hash16").GetUInt16(), out RemoteCall? found), call.ToString());
        Assert.Equal(call.GetProperty("hashed").GetString(), found!.FunctionFullName);
        Assert.Equal(call.GetProperty("kind").GetString(), found!.Kind.ToString());
        if (call.TryGetProperty("requiresAuthority", out JsonElement requires)) Assert.Equal(requires.GetBoolean(), found!.RequiresAuthority);
    }

    [Theory, MemberData(nameof(States))]
    public void TheStateIsMirrors(int index)
    {
        const int MaskAndSafetyHexDigits = 4;
        var world = new World();
        GameObject thing = world.CreateGameObject();
        thing.AddComponent<NetworkIdentity>();
        NetworkTransformUnreliable component = thing.AddComponent<NetworkTransformUnreliable>();
        foreach (JsonElement step in Cases[index].GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement operation in step.GetProperty("operations").EnumerateArray())
            {
                if (operation.GetProperty("do").GetString() != "transform") continue;
                thing.transform.SetLocalPositionAndRotation(operation.GetProperty("position").Vector3(), operation.GetProperty("rotation").Quaternion());
            }
            var writer = new NetworkWriter();
            component.OnSerialize(writer, step.GetProperty("serialize").GetString() == "spawn");
            Assert.Equal(step.GetProperty("observers").GetString()![MaskAndSafetyHexDigits..], Vectors.Hex(writer.ToSpan()));
        }
    }

    private sealed class Exposed : NetworkTransformUnreliable
    {
        public RemoteCallTable Table => GetRemoteCallTable();
    }
}
