public struct Order : NetworkMessage
{
    public IDisposable items;   // TAIN0054
}
