public class Plain
{
    [ServerCallback]
    void Update()   // TAIN0071
    {
    }
}

public class Player : NetworkBehaviour
{
    [Client]
    static void Show()   // TAIN0071
    {
    }
}
