namespace Tain.Transports.Steam;

/// <summary>Tests on libraries of C, one after the other: their callback is the process's.</summary>
[CollectionDefinition(Name)]
public class SteamNativeCollection
{
    public const string Name = "Steam's library";
}
