using System.Text.Json;

namespace Tain.Conformance.Kit;

/// <summary>Makes prefabs out of the "components" of a recording.</summary>
internal static class RecordedPrefabs
{
    /// <summary>Whether all components are scripts of ours; those of Mirror itself are tested where they live.</summary>
    public static bool CanMake(JsonElement components) => components.EnumerateArray().All(component => TypeOf(component) is not null);

    public static Prefab Add(World world, string name, uint assetId, JsonElement components) => world.prefabs.Add(name, assetId, go =>
    {
        go.AddComponent<NetworkIdentity>();
        foreach (JsonElement json in components.EnumerateArray()) AddComponent(go, json);
    });

    private static void AddComponent(GameObject go, JsonElement json)
    {
        var component = (NetworkBehaviour)typeof(GameObject).GetMethod(nameof(GameObject.AddComponent), 1, [])!.MakeGenericMethod(TypeOf(json)!).Invoke(go, [])!;
        component.syncMode = Enum.Parse<SyncMode>(json.GetProperty("syncMode").GetString()!);
        component.syncDirection = Enum.Parse<SyncDirection>(json.GetProperty("syncDirection").GetString()!);
        component.syncMethod = Enum.Parse<SyncMethod>(json.GetProperty("syncMethod").GetString()!);
        component.syncInterval = json.GetProperty("syncInterval").GetSingle();
    }

    private static Type? TypeOf(JsonElement component)
    {
        string name = component.GetProperty("type").GetString()!;
        return typeof(RecordedPrefabs).Assembly.GetType(name);
    }
}
