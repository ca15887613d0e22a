using System.Text.Json;
using Tain.Tests;

namespace Tain.Conformance.Kit;

/// <summary>Makes prefabs out of the "components" of a recording.</summary>
internal static class RecordedPrefabs
{
    public static Prefab Add(World world, string name, uint assetId, JsonElement components) => world.prefabs.Add(name, assetId, go => Build(go, name, components));

    public static void Build(GameObject go, string name, JsonElement components)
    {
        go.AddComponent<NetworkIdentity>();
        foreach (JsonElement json in components.EnumerateArray()) AddComponent(go, name, json);
    }

    private static void AddComponent(GameObject go, string name, JsonElement json)
    {
        var component = (NetworkBehaviour)go.AddComponent(TypeNames.Parse(json.GetProperty("type").GetString()!));
        component.syncMode = Enum.Parse<SyncMode>(json.GetProperty("syncMode").GetString()!);
        component.syncDirection = Enum.Parse<SyncDirection>(json.GetProperty("syncDirection").GetString()!);
        component.syncMethod = Enum.Parse<SyncMethod>(json.GetProperty("syncMethod").GetString()!);
        component.syncInterval = json.GetProperty("syncInterval").GetSingle();
        if (component is NetworkTransformBase moved) Configure(moved, name, json.GetProperty("networkTransform"));
    }

    private static void Configure(NetworkTransformBase moved, string name, JsonElement settings)
    {
        moved.syncPosition = settings.GetProperty("syncPosition").GetBoolean();
        moved.syncRotation = settings.GetProperty("syncRotation").GetBoolean();
        moved.syncScale = settings.GetProperty("syncScale").GetBoolean();
        moved.compressRotation = settings.GetProperty("compressRotation").GetBoolean();
        moved.onlySyncOnChange = settings.GetProperty("onlySyncOnChange").GetBoolean();
        // The one setting that is recorded only in the name of its case.
        if (name == "world coordinates") moved.coordinateSpace = CoordinateSpace.World;
        if (moved is DeltaNetworkTransform steps)
        {
            steps.positionPrecision = settings.Float("positionPrecision");
            steps.scalePrecision = settings.Float("scalePrecision");
        }
        UseMirrorsHabits(moved, settings);
    }

    // What ours sends beyond Mirror's, or otherwise, so that less is wrong on the other side; each can be switched off.
    private static void UseMirrorsHabits(NetworkTransformBase moved, JsonElement settings)
    {
        if (moved is NetworkTransformUnreliable unreliable) unreliable.repeatAtRest = false;
        if (moved is DeltaNetworkTransform steps) steps.placeAtHandOver = false;
        if (moved is not NetworkTransformHybrid hybrid) return;
        hybrid.rotationPrecision = settings.Float("rotationPrecision");
        hybrid.keepBaseline = false;
    }
}
