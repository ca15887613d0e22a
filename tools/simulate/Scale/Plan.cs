namespace Tain.Simulate;

/// <summary>What the script wants of an object. It depends on nothing but the seed; who is connected when does not matter.</summary>
internal sealed class Plan(int id)
{
    public const int Nobody = -1;

    public int Id { get; } = id;

    public bool IsPost => Id % 5 == 4;

    public ulong SceneId { get; init; }

    public int Room { get; set; }

    /// <summary>A seat, whether or not somebody sits there now.</summary>
    public int Owner { get; set; } = Nobody;

    public Visibility Visibility { get; set; }

    public bool IsSpawned { get; set; }

    /// <summary>Also one that was taken from the network and may come back as it is.</summary>
    public Thing? Thing { get; set; }
}
