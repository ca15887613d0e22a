namespace Tain.Scenarios.Manual.Scripts;

/// <summary>Writes down everything that happens to it.</summary>
public class Ship : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnFuelChanged))] public int fuel = 100;

    public List<string> log = [];

    private void Awake() => log.Add("Awake");

    private void Start() => log.Add("Start");

    public override void OnStartServer() => log.Add("OnStartServer");

    public override void OnStartClient() => log.Add($"OnStartClient with fuel {fuel}");

    public override void OnStartAuthority() => log.Add("OnStartAuthority");

    public override void OnStartLocalPlayer() => log.Add("OnStartLocalPlayer");

    public override void OnStopLocalPlayer() => log.Add("OnStopLocalPlayer");

    public override void OnStopAuthority() => log.Add("OnStopAuthority");

    public override void OnStopClient() => log.Add("OnStopClient");

    public override void OnStopServer() => log.Add("OnStopServer");

    private void OnDestroy() => log.Add("OnDestroy");

    private void OnFuelChanged(int before, int now) => log.Add($"fuel {before} -> {now}");
}
