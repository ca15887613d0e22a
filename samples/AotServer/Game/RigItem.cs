using System.Numerics;

namespace RigGame;

/// <summary>Something to carry.</summary>
public struct RigItem
{
    public int id;
    public string? name;
    public Vector3 pos;
}
