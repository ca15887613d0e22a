// A library of another version: it has a NetworkBehaviour, but not what this weaver calls.
namespace Tain
{
    public abstract class NetworkBehaviour : MonoBehaviour
    {
    }
}

public class Player : Tain.NetworkBehaviour
{
}
