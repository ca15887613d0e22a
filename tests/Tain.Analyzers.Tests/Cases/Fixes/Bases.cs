public class Lamp : MonoBehaviour
{
    [SyncVar] public bool isOn;   // TAIN0025

    [Command]
    void CmdSwitch()   // TAIN0011
    {
    }
}

public class Plain
{
    [TargetRpc] void TargetSwitch() { }
}

public class Generic<T> where T : class
{
    [SyncVar] public int value;
}

public class Closing : IDisposable
{
    [SyncVar] public int value;

    public void Dispose()
    {
    }
}

public class Bag : MonoBehaviour, IDisposable
{
    public readonly SyncList<int> items = new();   // TAIN0042

    public void Dispose()
    {
    }
}

// Its base class has to be thought about.
public class Special : Exception
{
    [SyncVar] public int value;
}

public struct Loose
{
    [SyncVar] public int value;
}
