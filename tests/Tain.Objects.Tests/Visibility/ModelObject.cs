namespace Tain.Tests;

/// <summary>An object of a <see cref="SightModel"/>.</summary>
internal sealed class ModelObject
{
    public required uint NetId { get; init; }

    public int? Owner { get; set; }

    public string? Chosen { get; set; }

    public Visibility Visibility { get; set; }

    public bool IsActive { get; set; } = true;

    public ModelPlace Place { get; set; }

    public HashSet<int> Viewers { get; } = [];
}
