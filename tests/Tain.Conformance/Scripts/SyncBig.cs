using Tain;

namespace RigGame;

public class SyncBig : NetworkBehaviour
{
    [SyncVar] public string? text;
    [SyncVar] public byte[]? data;
}
