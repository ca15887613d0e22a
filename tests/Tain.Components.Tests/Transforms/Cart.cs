using System.Numerics;

namespace Tain.Components.Tests.Transforms;

/// <summary>Something that moves, and counts on a client how often it was told so.</summary>
internal sealed class Cart : NetworkTransformReliable
{
    public int Told { get; private set; }

    protected override void OnServerToClientSync(Vector3? position, Quaternion? rotation, Vector3? scale)
    {
        Told++;
        base.OnServerToClientSync(position, rotation, scale);
    }
}
