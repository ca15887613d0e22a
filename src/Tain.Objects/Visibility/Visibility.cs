namespace Tain;

/// <summary>Whether interest management decides who sees an object.</summary>
[WireName("Mirror.Visibility")]
public enum Visibility
{
    /// <summary>It does.</summary>
    Default = 0,

    /// <summary>Nobody sees it but its owner.</summary>
    ForceHidden = 1,

    /// <summary>Everybody sees it.</summary>
    ForceShown = 2,
}
