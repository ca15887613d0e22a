public class Secret
{
    public int open;
    protected internal int half;
}
