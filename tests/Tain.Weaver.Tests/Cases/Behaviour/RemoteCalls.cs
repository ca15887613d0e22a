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
    }

    public class Player : NetworkBehaviour
    {
        public List<string> ran = new();

        [Command]
        public void CmdMove(Vector3 to, int speed) => ran.Add($"CmdMove {to.X} {speed}");

        [Command(requiresAuthority = false, channel = 1)]
        public void CmdSender(int a, NetworkConnectionToClient sender, string b) => ran.Add($"CmdSender {a} {sender == TheLocalSender} {b}");

        [Command]
        void CmdOptionalSender(NetworkConnectionToClient sender = null) => ran.Add("optional " + (sender == TheLocalSender));

        [Command]
        public void CmdMine(MyConnection sender = null) => ran.Add("mine " + (sender != null));

        [Command]
        public virtual void CmdVirtual(int value) => ran.Add("base CmdVirtual " + value);

        [Command]
        public void CmdOver(int value) => ran.Add("int " + value);

        [Command]
        public void CmdOver(string value) => ran.Add("string " + value);

        [ClientRpc(includeOwner = false)]
        public void RpcHit(Hit hit, int[] extra, List<Hit> all) => ran.Add($"RpcHit {hit.damage} {hit.point.Y} {extra.Length} {all[1].damage}");

        [TargetRpc]
        public void TargetHello(NetworkConnectionToClient target, string text) => ran.Add($"TargetHello {target == null} {text}");

        [TargetRpc]
        public void TargetOwner(int? value) => ran.Add("TargetOwner " + value);

        [ClientRpc]
        public async void RpcAsync(int value)
        {
            await System.Threading.Tasks.Task.Yield();
            ran.Add("async " + value);
        }

        [Command]
        public void CmdLambda(int value)
        {
            Action<int> add = other => ran.Add($"lambda {value + other}");
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
            ran.Add("derived CmdVirtual " + value);
        }

        public void CallsBase(int value) => base.CmdVirtual(value);

        public class Inner : NetworkBehaviour
        {
            public int pings;

            [ClientRpc]
            public void RpcPing(List<int> a, int[] b, int? c) => pings++;
        }
    }

    public class Table<T> : NetworkBehaviour
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
        using var world = new World();
        var go = world.CreateGameObject("p");
        var p = go.AddComponent<Game.Player>();

        p.CmdMove(new Vector3(1, 2, 3), 5);
        Expect.Sequence(new[] { "command System.Void Game.Player::CmdMove(UnityEngine.Vector3,System.Int32) 34431 0 True", "returned" }, p.Log);
        Expect.Equal("0000803F00000040000040400A", Expect.Hex(p.Sent));
        Expect.Equal(0, p.ran.Count);
        Receive(p, "CmdMove");
        Expect.Sequence(new[] { "CmdMove 1 5" }, p.ran);

        Sent(p, () => p.CmdSender(3, null, "x"), "command System.Void Game.Player::CmdSender(System.Int32,Mirror.NetworkConnectionToClient,System.String)", "1 False");
        Expect.Equal("060278", Expect.Hex(p.Sent));
        Receive(p, "CmdSender");
        Expect.Equal("CmdSender 3 True x", p.ran[^1]);

        p.CmdMine();
        Receive(p, "CmdMine");
        Expect.Equal("mine False", p.ran[^1]);

        p.RpcHit(new Game.Hit { damage = 4, point = new Vector3(1, 2, 3) }, new[] { 1, 2 }, new List<Game.Hit> { default, new() { damage = 9 } });
        Receive(p, "RpcHit");
        Expect.Equal("RpcHit 4 2 2 9", p.ran[^1]);
        Expect.True(p.Log[^2].EndsWith("0 False"), "the owner is left out");

        Sent(p, () => p.TargetHello(null, "a"), "target False System.Void Game.Player::TargetHello(Mirror.NetworkConnectionToClient,System.String)", "27611 0");
        Sent(p, () => p.TargetHello(p.TheLocalSender, "a"), "target True", "27611 0");
        Receive(p, "TargetHello");
        Expect.Equal("TargetHello True a", p.ran[^1]);
        p.TargetOwner(6);
        Receive(p, "TargetOwner");
        Expect.Equal("TargetOwner 6", p.ran[^1]);

        p.CmdOver("s");
        Receive(p, "CmdOver(System.String)");
        Expect.Equal("string s", p.ran[^1]);
        p.CmdLambda(2);
        Receive(p, "CmdLambda");
        Expect.Equal("lambda 3", p.ran[^1]);

        // On a host a Command runs directly.
        p.IsHost = true;
        p.ran.Clear();
        p.Log.Clear();
        p.CmdMove(default, 1);
        p.Optional();
        p.CmdSender(1, null, "h");
        Expect.Sequence(new[] { "CmdMove 0 1", "optional True", "CmdSender 1 True h" }, p.ran);
        Expect.Equal(0, p.Log.Count);

        var k = go.AddComponent<Game.Knight>();
        k.CmdVirtual(10);
        Expect.True(k.Log[0].StartsWith("command System.Void Game.Knight::CmdVirtual(System.Int32)"), k.Log[0]);
        Receive(k, "Knight::CmdVirtual");
        Expect.Sequence(new[] { "base CmdVirtual 11", "base CmdVirtual 12", "derived CmdVirtual 10" }, k.ran);
        k.Log.Clear();
        k.CallsBase(1);
        Expect.True(k.Log[0].StartsWith("command System.Void Game.Player::CmdVirtual"), "outside an override base sends");

        var inner = go.AddComponent<Game.Knight.Inner>();
        inner.RpcPing(null, null, null);
        Receive(inner, "System.Void Game.Knight/Inner::RpcPing(System.Collections.Generic.List`1<System.Int32>,System.Int32[],System.Nullable`1<System.Int32>)");
        Expect.Equal(1, inner.pings);

        var table = go.AddComponent<Game.IntTable>();
        table.CmdCount(8);
        Receive(table, "System.Void Game.Table`1::CmdCount(System.Int32)");
        Expect.Equal(8, table.last);
        table.CmdOwn(9);
        Receive(table, "CmdOwn");
        Expect.Equal(9, table.mine);
    }

    static void Sent(NetworkBehaviour self, Action call, string start, string end)
    {
        self.Log.Clear();
        call();
        Expect.True(self.Log[0].StartsWith(start) && self.Log[0].EndsWith(end), self.Log[0]);
    }

    static void Receive(NetworkBehaviour self, string name)
    {
        RemoteCall call = self.Calls.Calls.Single(one => one.FunctionFullName.Contains(name));
        call.Call(self, new NetworkReader(self.Sent), self.TheLocalSender);
    }
}
