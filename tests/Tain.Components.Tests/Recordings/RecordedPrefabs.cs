using System.Text.Json;
using RigGame;
using Tain.Tests;

namespace Tain.Components.Tests.Recordings;

/// <summary>Builds prefabs from their description in a recording.</summary>
internal static class RecordedPrefabs
{
    public static void Add(World world, JsonElement description) =>
        world.prefabs.Add(description.GetProperty("label").GetString()!, description.GetProperty("assetId").GetUInt32(), gameObject =>
        {
            gameObject.AddComponent<NetworkIdentity>();
            foreach (JsonElement component in description.GetProperty("components").EnumerateArray()) Configure(Make(gameObject, component), component);
        });

    /// <summary>Whether all components of a run are the real ones.</summary>
    public static bool AreWhole(JsonElement run) => run.GetProperty("prefabs").EnumerateArray().All(
        prefab => prefab.GetProperty("components").EnumerateArray().All(
            component => component.GetProperty("type").GetString() is "Mirror.NetworkTransformUnreliable" or "RigGame.SyncNoFields" or "RigGame.SyncMixed"));

    private static NetworkBehaviour Make(GameObject gameObject, JsonElement description) => description.GetProperty("type").GetString() switch
    {
        "Mirror.NetworkTransformUnreliable" => gameObject.AddComponent<NetworkTransformUnreliable>(),
        "RigGame.SyncNoFields" => gameObject.AddComponent<SyncNoFields>(),
        "RigGame.SyncMixed" => gameObject.AddComponent<SyncMixed>(),
        string => gameObject.AddComponent<StandIn>(),
        null => throw new InvalidOperationException("The recording has a component without type."),
    };

    private static void Configure(NetworkBehaviour component, JsonElement description)
    {
        component.syncMode = Enum.Parse<SyncMode>(description.GetProperty("syncMode").GetString()!);
        component.syncDirection = Enum.Parse<SyncDirection>(description.GetProperty("syncDirection").GetString()!);
        component.syncMethod = Enum.Parse<SyncMethod>(description.GetProperty("syncMethod").GetString()!);
        component.syncInterval = description.Float("syncInterval");
        JsonElement settings = description.GetProperty("networkTransform");
        if (component is not NetworkTransformBase moved || settings.ValueKind == JsonValueKind.Null) return;
        moved.syncPosition = settings.GetProperty("syncPosition").GetBoolean();
        moved.syncRotation = settings.GetProperty("syncRotation").GetBoolean();
        moved.syncScale = settings.GetProperty("syncScale").GetBoolean();
        moved.compressRotation = settings.GetProperty("compressRotation").GetBoolean();
        moved.onlySyncOnChange = settings.GetProperty("onlySyncOnChange").GetBoolean();

        // The recorded sender falls silent at rest; ours says once more, reliably, where it came to rest unless told not to.
        if (moved is NetworkTransformUnreliable unreliable) unreliable.repeatAtRest = false;
    }
}
