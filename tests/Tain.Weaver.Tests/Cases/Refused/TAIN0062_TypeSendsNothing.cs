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

public record struct Score(int Points) : NetworkMessage;
