namespace Tanks;

/// <summary>Decides when the next shot may leave. Time comes in as an argument: the server's in truth, the player's own for the flash he sees at once.</summary>
public struct Gun
{
    private double _readyAt;

    /// <summary>Fires if it is loaded.</summary>
    /// <param name="now">Seconds.</param>
    /// <param name="rapid">The rapid fire pickup is active.</param>
    /// <returns>True when a shot leaves.</returns>
    public bool TryFire(double now, bool rapid)
    {
        if (now < _readyAt) return false;
        _readyAt = now + (rapid ? CombatRules.RapidReloadSeconds : CombatRules.ReloadSeconds);
        return true;
    }
}
