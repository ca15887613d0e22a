public unsafe struct Raw : NetworkMessage
{
    public int* pointer;   // TAIN0058
}
