namespace Tain;

/// <summary>What the rules by scene, match and team have in common: who has the same key sees each other. For each key there is one <see cref="VisibilityGroup"/>.</summary>
public abstract class KeyedInterestManagement : GroupInterestManagement
{
    private protected KeyedInterestManagement()
    {
    }

    internal KeyedInterest Keyed => (KeyedInterest)Sight;

    private protected override IGroupSight CreateSight() => new KeyedInterest(NetworkServer, KeyOfObject, KeyOfPlayer);

    private protected override void Tick(double seconds) => Keyed.Tick();

    /// <summary>With which key an object is shown.</summary>
    private protected abstract KeyChoice KeyOfObject(NetworkIdentity identity);

    /// <summary>With which key a client looks, by its player.</summary>
    private protected virtual KeyChoice KeyOfPlayer(NetworkIdentity player) => KeyOfObject(player);
}
