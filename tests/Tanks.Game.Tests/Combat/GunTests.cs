namespace Tanks.Game.Tests;

public sealed class GunTests
{
    [Theory]
    [InlineData(false, CombatRules.ReloadSeconds)]
    [InlineData(true, CombatRules.RapidReloadSeconds)]
    public void HoldingTheTriggerFiresOncePerReload(bool rapid, float reloadSeconds)
    {
        var gun = new Gun();
        int shots = 0;
        for (int step = 0; step < 600; step++)
        {
            if (gun.TryFire(step / 60.0, rapid)) shots++;
        }

        Assert.InRange(shots, (int)(10 / (reloadSeconds + 1 / 60.0)), (int)(10 / reloadSeconds) + 1);
    }
}
