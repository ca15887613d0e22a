namespace Tanks;

/// <summary>The numbers of fighting. Metres, seconds.</summary>
public static class CombatRules
{
    public const int MaxHealth = 100;
    public const int ShellDamage = 25;
    public const int RepairAmount = 50;

    public const float ShellSpeed = 27f;
    public const float ShellRadius = 0.22f;
    public const float ShellLifeSeconds = 1.6f;

    /// <summary>From a tank's centre to where its shells are first seen.</summary>
    public const float MuzzleDistance = 1.7f;

    public const float ReloadSeconds = 0.55f;
    public const float RapidReloadSeconds = 0.24f;
    public const float RapidFireSeconds = 8f;

    public const float RespawnSeconds = 3f;

    /// <summary>Nothing harms a tank this long after it appeared, or until it fires.</summary>
    public const float ShieldSeconds = 2f;

    public const float PickupRadius = 0.9f;
    public const float PickupReturnSeconds = 12f;
}
