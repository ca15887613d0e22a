// Guards on every kind of method, of any component: what is forbidden returns nothing, in the form its caller can live with.
using System.Threading.Tasks;

public class Store : MonoBehaviour
{
    public int calls;

    [Server]
    public int Take(ref int left, out string name)
    {
        calls++;
        left--;
        name = "sword";
        return 7;
    }

    [ClientCallback]
    void Update() => calls += 100;

    public bool IsShown { get; [Server] set; } = true;
}

public class Vault : Script
{
    public int opened;

    [Server]
    public async Task Open()
    {
        await Task.Yield();
        opened++;
    }

    [Server]
    public async Task<int> Count()
    {
        await Task.CompletedTask;
        return 5;
    }

    [Server]
    public Task<string> Name() => Task.FromResult("vault");

    [Server]
    public async ValueTask<int> Quick()
    {
        await Task.CompletedTask;
        return 6;
    }

    [Server]
    public IEnumerable<int> Coins()
    {
        yield return 1;
        yield return 2;
    }

    [Server]
    public IEnumerator<string> Names()
    {
        yield return "a";
    }

    [Server]
    public IEnumerator Routine()
    {
        yield return null;
    }

    [Server]
    public IEnumerable Things()
    {
        yield return this;
    }

    [Server]
    public List<int> Listed() => new() { 1 };

    [Server]
    public T Find<T>(T otherwise) where T : struct => otherwise;

    [Server]
    public (int, Vector3) Pair() => (1, Vector3.One);

    [Server]
    public int Loop()
    {
        // The first instruction is the target of a jump.
        while (true)
        {
            opened++;
            if (opened > 3) return opened;
        }
    }

    [Server]
    public virtual int Virtual() => 1;

    [Server]
    [ClientRpc]
    public void RpcGuarded() => opened = 50;
}

public class OpenVault : Vault
{
    public override int Virtual() => 2;
}

public class Shelf<T> : Script
{
    [Server]
    public T Get(T value) => value;

    [Server]
    public IEnumerable<T> All(T value)
    {
        yield return value;
    }
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Pair();
        var server = stage.Spawn<Vault>();
        Components(stage);
        Allowed(server);
        Forbidden(stage.CopyOf(server));

        var open = stage.Spawn<OpenVault>();
        Expect.Equal(2, stage.CopyOf(open).Virtual());
        var shelf = stage.Spawn<Shelf<string>>();
        Expect.Equal("x", shelf.Get("x"));
        Expect.Equal(null, stage.CopyOf(shelf).Get("x"));
        Expect.Sequence(new[] { "x" }, shelf.All("x"));
        Expect.Sequence(new string[0], stage.CopyOf(shelf).All("x"));

        server.opened = 0;
        server.RpcGuarded();
        stage.Run();
        Expect.Equal(0, stage.CopyOf(server).opened);
        Expect.Equal(1, stage.Lines.Count(line => line.Contains("RpcGuarded")));
    }

    private static void Components(Stage stage)
    {
        var onServer = stage.Server.CreateGameObject("store").AddComponent<Store>();
        var onClient = stage.Client.CreateGameObject("store").AddComponent<Store>();
        stage.Run(1);
        Expect.Equal(0, onServer.calls);
        Expect.Equal(100, onClient.calls);
        int left = 3;
        Expect.Equal(7, onServer.Take(ref left, out string name));
        Expect.Equal("sword", name);
        Expect.Equal(0, onClient.Take(ref left, out name));
        Expect.Equal(null, name);
        Expect.Equal(2, left);
        Expect.True(stage.Lines.Any(line => line.Contains("Store.Take") && line.Contains("Store of /store")), string.Join("\n", stage.Lines));
        onClient.IsShown = false;
        Expect.Equal(true, onClient.IsShown);
    }

    private static void Allowed(Vault vault)
    {
        vault.Open().GetAwaiter().GetResult();
        Expect.Equal(1, vault.opened);
        Expect.Equal(5, vault.Count().Result);
        Expect.Equal("vault", vault.Name().Result);
        Expect.Equal(6, vault.Quick().Result);
        Expect.Sequence(new[] { 1, 2 }, vault.Coins());
        Expect.Equal(1, vault.Things().Cast<object>().Count());
        Expect.Equal(8, vault.Find(8));
        Expect.Equal((1, Vector3.One), vault.Pair());
        Expect.Equal(4, vault.Loop());
    }

    private static void Forbidden(Vault vault)
    {
        vault.Open().GetAwaiter().GetResult();
        Expect.Equal(0, vault.opened);
        Expect.Equal(0, vault.Count().Result);
        Expect.Equal(null, vault.Name().Result);
        Expect.Equal(0, vault.Quick().Result);
        Expect.Equal(0, vault.Coins().Count());
        Expect.True(!vault.Names().MoveNext() && !vault.Routine().MoveNext(), "empty");
        Expect.Equal(0, vault.Things().Cast<object>().Count());
        Expect.Equal(null, vault.Listed());
        Expect.Equal(0, vault.Find(8));
        Expect.Equal(default, vault.Pair());
        Expect.Equal(0, vault.Loop());
        Expect.Equal(0, vault.Virtual());
    }
}
