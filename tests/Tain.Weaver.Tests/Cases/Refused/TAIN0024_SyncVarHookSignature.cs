public class Player : NetworkBehaviour
{
    [SyncVar(hook = nameof(OnHealth))] public int health;

    void OnHealth(int before, float now)   // TAIN0024
    {
    }
}
