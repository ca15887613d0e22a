namespace Game
{
    public class Player : NetworkBehaviour
    {
        [SyncVar(hook = "Missing")] int health = 100, mana;   // TAIN0023 TAIN0023

        [Command]
        public static void CmdA()   // TAIN0001
        {
        }

        [ClientRpc]
        public int RpcB(IDisposable what, int[,] more) => 0;   // TAIN0003 TAIN0050 TAIN0054

        public class Inner : NetworkBehaviour
        {
            [SyncVar] static float heat;   // TAIN0020

            float Heat() => heat;
        }
    }
}
