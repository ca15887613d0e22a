public class Player : NetworkBehaviour
{
    [SyncVar] public int health;   // TAIN0030
    public int Networkhealth;
}

public class Mage : NetworkBehaviour   // TAIN0030
{
    [SyncVar] public int mana;

    protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
    {
    }
}
