namespace Tain.Tests.Interest;

/// <summary>A grid that is asked about each object when a client gets the world, as a game asks for that has its own answers, and that counts.</summary>
internal sealed class AskedGrid : SpatialHashingInterestManagement
{
    public bool IsAsked { get; set; } = true;

    /// <summary>How often it was asked.</summary>
    public int Questions { get; private set; }

    public override bool SubscribeNewcomer(NetworkConnectionToClient newObserver) => base.SubscribeNewcomer(newObserver) && !IsAsked;

    public override bool OnCheckObserver(NetworkIdentity identity, NetworkConnectionToClient newObserver)
    {
        Questions++;
        return base.OnCheckObserver(identity, newObserver);
    }
}
