public class Clock : NetworkBehaviour
{
    [Command]
    void CmdWait(TimeSpan duration)
    {
    }

    [Command]
    void CmdAny(object anything)
    {
    }
}
