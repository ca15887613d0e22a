namespace Game
{
    public class Player : NetworkBehaviour
    {
        [SyncVar(hook = "Missing")] int health = 100, mana;

        [Command]
        public static void CmdA()
        {
        }

        [ClientRpc]
        public int RpcB(IDisposable what, int[,] more) => 0;

        public class Inner : NetworkBehaviour
        {
            [SyncVar] static float heat;

            float Heat() => heat;
        }
    }
}
