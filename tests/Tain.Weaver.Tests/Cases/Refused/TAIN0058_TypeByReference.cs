public unsafe struct Raw : NetworkMessage
{
    public int* pointer;
}
