public class Plain
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
