namespace Tain;

/// <summary>What happens to the scenes that are there when one is loaded.</summary>
public enum LoadSceneMode
{
    /// <summary>They are unloaded, and the new one becomes active.</summary>
    Single,

    /// <summary>They stay.</summary>
    Additive,
}
