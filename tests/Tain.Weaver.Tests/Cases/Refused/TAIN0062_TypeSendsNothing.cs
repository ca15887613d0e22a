public class Clock : NetworkBehaviour
{
    [Command]
    void CmdWait(TimeSpan duration)
    {
    }
}
