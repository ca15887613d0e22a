public class Lamp : MonoBehaviour
{
    [ServerCallback]
    void Update()
    {
    }
}

public class Player : NetworkBehaviour
{
    [Client]
    static void Show()
    {
    }
}
