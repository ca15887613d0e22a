namespace Tain.Scenarios.HostAndRemote;

/// <summary>What the writer of a random scenario knows about an object while it writes.</summary>
internal sealed class ModelThing(string name, string prefab)
{
    public string Name { get; } = name;

    public string Prefab { get; } = prefab;

    public bool IsSpawned { get; set; } = true;

    public string? Owner { get; set; }

    public bool IsHidden { get; set; }

    public ModelThing? HeldBy { get; set; }

    /// <summary>It is, or was, the player of the client; the server makes it owned in other ways.</summary>
    public bool IsPlayer { get; set; }

    public bool HasPurse => Prefab is SeaChart.Frigate or SeaChart.Captain;

    public bool IsOfScene => Prefab == RandomScenario.Buoy;
}
