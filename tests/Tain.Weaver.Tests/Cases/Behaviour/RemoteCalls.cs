// Stubs send, bodies live on as UserCode_, and the class's table leads an arriving call to its body.
namespace Game
{
    public struct Hit
    {
        public int damage;
        public Vector3 point;
    }

    public class MyConnection : NetworkConnectionToClient
    {
        public MyConnection() : base(1)
        {
        }
    }

    public class Player : Script
    {
        [Command]
        public void CmdMove(Vector3 to, int speed) => Log.Add($"CmdMove {to.X} {speed}");

        [Command(requiresAuthority = false, channel = 1)]
        public void CmdSender(int a, NetworkConnectionToClient sender, string b) => Log.Add($"CmdSender {a} {sender.connectionId} {b}");

        [Command]
        void CmdOptionalSender(NetworkConnectionToClient sender = null) => Log.Add("optional " + sender.connectionId);

        [Command]
        public void CmdMine(MyConnection sender = null) => Log.Add("mine " + (sender != null));

        [Command]
        public virtual void CmdVirtual(int value) => Log.Add("base CmdVirtual " + value);

        [Command]
        public void CmdOver(int value) => Log.Add("int " + value);

        [Command]
        public void CmdOver(string value) => Log.Add("string " + value);

        [ClientRpc(includeOwner = false)]
        public void RpcHit(Hit hit, int[] extra, List<Hit> all) => Log.Add($"RpcHit {hit.damage} {hit.point.Y} {extra.Length} {all[1].damage}");

        [TargetRpc]
        public void TargetHello(NetworkConnectionToClient target, string text) => Log.Add($"TargetHello {target == null} {text}");

        [TargetRpc]
        public void TargetOwner(int? value) => Log.Add("TargetOwner " + value);

        [ClientRpc]
        public async void RpcAsync(int value)
        {
            await System.Threading.Tasks.Task.Yield();
            Log.Add("async " + value);
        }

        [Command]
        public void CmdLambda(int value)
        {
            Action<int> add = other => Log.Add($"lambda {value + other}");
            add(1);
        }

        public void Optional() => CmdOptionalSender();
    }

    public class Knight : Player
    {
        [Command]
        public override void CmdVirtual(int value)
        {
            base.CmdVirtual(value + 1);
            Action viaLambda = () => base.CmdVirtual(value + 2);
            viaLambda();
            Log.Add("derived CmdVirtual " + value);
        }

        public void CallsBase(int value) => base.CmdVirtual(value);

        public class Inner : Script
        {
            public int pings;

            [ClientRpc]
            public void RpcPing(List<int> a, int[] b, int? c) => pings++;
        }
    }

    public class Table<T> : Script
    {
        public T last;

        [Command]
        public void CmdCount(int value) => last = (T)(object)value;
    }

    public class IntTable : Table<int>
    {
        public int mine;

        [Command]
        public void CmdOwn(int value) => mine = value;
    }
}

public static class Case
{
    public static void Run()
    {
        using (Stage stage = Stage.Pair())
        {
            Commands(stage);
            Rpcs(stage);
            Inheritance(stage);
            GenericClasses(stage);
            Expect.Sequence(new string[0], stage.Lines);
        }
        using (Stage stage = Stage.Host()) OnHost(stage);
        NoAuthority();
    }

    private static void Commands(Stage stage)
    {
        var server = stage.Spawn<Game.Player>();
        Game.Player client = stage.CopyOf(server);
        int id = stage.Connection.connectionId;
        client.CmdMove(new Vector3(1, 2, 3), 5);
        client.CmdSender(3, null, "x");
        client.Optional();
        client.CmdMine();
        client.CmdOver(1);
        client.CmdOver("s");
        client.CmdLambda(2);
        stage.Run();
        Expect.Equal(0, client.Log.Count);
        Expect.Sequence(
            new[] { "CmdMove 1 5", $"CmdSender 3 {id} x", $"optional {id}", "mine False", "int 1", "string s", "lambda 3" },
            // Channel 1 overtakes channel 0.
            server.Log.OrderBy(line => line.StartsWith("CmdMove") ? 0 : line.StartsWith("CmdSender") ? 1 : 2));
        RemoteCall move = server.Calls.Single(one => one.Hash == 34431);
        Expect.Equal("System.Void Game.Player::CmdMove(UnityEngine.Vector3,System.Int32)", move.FunctionFullName);
        Expect.Equal(true, move.RequiresAuthority);
        Expect.Equal(false, Call(server, "CmdSender").RequiresAuthority);
        Expect.Equal(
            "System.Void Game.Player::CmdSender(System.Int32,Mirror.NetworkConnectionToClient,System.String)", Call(server, "CmdSender").FunctionFullName);
    }

    private static void Rpcs(Stage stage)
    {
        var server = stage.Spawn<Game.Player>(owned: false);
        var mine = stage.Spawn<Game.Player>();
        var hit = new Game.Hit { damage = 4, point = new Vector3(1, 2, 3) };
        foreach (Game.Player player in new[] { server, mine })
            player.RpcHit(hit, new[] { 1, 2 }, new List<Game.Hit> { default, new() { damage = 9 } });
        server.TargetHello(stage.Connection, "a");
        mine.TargetHello(null, "b");
        mine.TargetOwner(6);
        server.RpcAsync(7);
        stage.Run();
        Expect.Sequence(new[] { "RpcHit 4 2 2 9", "TargetHello True a" }, stage.CopyOf(server).Log.Take(2));
        // The hit leaves the owner out.
        Expect.Sequence(new[] { "TargetHello True b", "TargetOwner 6" }, stage.CopyOf(mine).Log);
        Expect.Equal(0, server.Log.Count);
        Expect.Equal(27611, Call(server, "TargetHello").Hash);
        Expect.Equal(RemoteCallKind.TargetRpc, Call(server, "TargetHello").Kind);
    }

    private static void Inheritance(Stage stage)
    {
        var server = stage.Spawn<Game.Knight>();
        Game.Knight client = stage.CopyOf(server);
        client.CmdVirtual(10);
        stage.Run();
        Expect.Sequence(new[] { "base CmdVirtual 11", "base CmdVirtual 12", "derived CmdVirtual 10" }, server.Log);
        server.Log.Clear();
        // Outside an override 'base' sends; the base's hash runs what the object has.
        client.CallsBase(1);
        stage.Run();
        Expect.Equal("derived CmdVirtual 1", server.Log[^1]);
        Expect.Equal(1, server.Calls.Count(one => one.FunctionFullName == "System.Void Game.Knight::CmdVirtual(System.Int32)"));

        var inner = stage.Spawn<Game.Knight.Inner>();
        inner.RpcPing(null, null, null);
        stage.Run();
        Expect.Equal(1, stage.CopyOf(inner).pings);
        Expect.Equal(
            "System.Void Game.Knight/Inner::RpcPing(System.Collections.Generic.List`1<System.Int32>,System.Int32[],System.Nullable`1<System.Int32>)",
            Call(inner, "RpcPing").FunctionFullName);
    }

    private static void GenericClasses(Stage stage)
    {
        var server = stage.Spawn<Game.IntTable>();
        Game.IntTable client = stage.CopyOf(server);
        client.CmdCount(8);
        client.CmdOwn(9);
        stage.Run();
        Expect.Equal(8, server.last);
        Expect.Equal(9, server.mine);
        Expect.Equal("System.Void Game.Table`1::CmdCount(System.Int32)", Call(server, "CmdCount").FunctionFullName);
    }

    private static void OnHost(Stage stage)
    {
        var host = stage.Spawn<Game.Player>();
        host.CmdMove(default, 1);
        host.Optional();
        host.CmdSender(1, null, "h");
        Expect.Sequence(new[] { "CmdMove 0 1", "optional 0", "CmdSender 1 0 h" }, host.Log);
    }

    private static void NoAuthority()
    {
        using Stage stage = Stage.Pair();
        var server = stage.Spawn<Game.Player>(owned: false);
        Game.Player client = stage.CopyOf(server);
        client.CmdSender(1, null, "free");
        client.CmdMove(default, 2);
        stage.Run();
        Expect.Sequence(new[] { $"CmdSender 1 {stage.Connection.connectionId} free" }, server.Log);
        Expect.Equal(1, stage.Lines.Count(line => line.Contains("CmdMove")));
    }

    private static RemoteCall Call(Script script, string name) => script.Calls.Single(one => one.FunctionFullName.Contains(name + "("));
}
