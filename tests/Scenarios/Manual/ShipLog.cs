using Tain.Scenarios.Manual.Scripts;

namespace Tain.Scenarios.Manual;

/// <summary>What a ship writes down when it becomes a player, is spawned with fuel 80, burns one, and is destroyed. The same lines are in docs/scenes.md.</summary>
internal static class ShipLog
{
    public const string AtServer =
        """
        Awake
        OnStartServer
        Start
        OnStopServer
        OnDestroy
        """;

    public const string AtOwner =
        """
        Awake
        fuel 100 -> 80
        OnStartClient with fuel 80
        OnStartAuthority
        OnStartLocalPlayer
        Start
        fuel 80 -> 79
        OnStopLocalPlayer
        OnStopClient
        OnDestroy
        """;

    public const string AtOthers =
        """
        Awake
        fuel 100 -> 80
        OnStartClient with fuel 80
        Start
        fuel 80 -> 79
        OnStopClient
        OnDestroy
        """;

    public const string AtHost =
        """
        Awake
        OnStartServer
        Start
        fuel 80 -> 80
        OnStartClient with fuel 80
        OnStartAuthority
        OnStartLocalPlayer
        fuel 80 -> 79
        OnStopLocalPlayer
        OnStopClient
        OnStopAuthority
        OnStopServer
        OnDestroy
        """;

    public static string Of(Ship ship) => string.Join(Environment.NewLine, ship.log).ReplaceLineEndings("\n");
}
