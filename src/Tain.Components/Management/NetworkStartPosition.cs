namespace Tain;

/// <summary>Marks a place where players may appear. It registers when it awakens and goes with its object; where it looks is where the player will look.</summary>
public class NetworkStartPosition : MonoBehaviour
{
    /// <summary>Registers the place.</summary>
    public virtual void Awake() => StartPositions.Of(world).Register(transform);

    /// <summary>Takes the place back.</summary>
    public virtual void OnDestroy() => StartPositions.Of(world).UnRegister(transform);
}
