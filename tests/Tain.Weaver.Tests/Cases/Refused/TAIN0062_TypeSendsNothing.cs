public class Clock : NetworkBehaviour
{
    [Command]
    void CmdWait(TimeSpan duration)   // TAIN0062
    {
    }

    [Command]
    void CmdAny(object anything)   // TAIN0062
    {
    }
}

public record struct Score(int Points) : NetworkMessage;   // TAIN0062
