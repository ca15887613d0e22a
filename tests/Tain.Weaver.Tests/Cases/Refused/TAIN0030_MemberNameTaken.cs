public class Player : NetworkBehaviour
{
    [SyncVar] public int health;
    public int Networkhealth;
}

public class Mage : NetworkBehaviour
{
    [SyncVar] public int mana;

    protected override void SerializeSyncVars(NetworkWriter writer, bool initialState)
    {
    }
}
