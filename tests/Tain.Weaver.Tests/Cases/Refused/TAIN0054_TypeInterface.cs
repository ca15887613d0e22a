public struct Order : NetworkMessage
{
    public IDisposable items;
}
