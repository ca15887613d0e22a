namespace Tain.Scenarios.Manual.Snippets;

/// <summary>The example of docs/sync.md: SyncVars with a hook, a reference and a collection.</summary>
public class Hero : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnHealthChanged))] public int health = 100;
    [SyncVar] public string nick = "";
    [SyncVar] public NetworkIdentity? target;

    public readonly SyncList<string> backpack = [];

    public List<string> ui = [];

    // Called on clients, after the field has its new value.
    private void OnHealthChanged(int before, int now) => ui.Add($"health bar: {now}");

    public override void OnStartClient()
    {
        // What was in it when the object appeared comes without callbacks.
        for (int i = 0; i < backpack.Count; i++) ui.Add($"backpack: {backpack[i]}");
        backpack.OnAdd += index => ui.Add($"backpack: {backpack[index]}");
        backpack.OnRemove += (_, old) => ui.Add($"backpack: no {old}");
    }
}
