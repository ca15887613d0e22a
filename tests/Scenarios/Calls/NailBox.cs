namespace Tain.Scenarios.Calls;

/// <summary>A class below a construction of a generic one.</summary>
public class NailBox : Box<string>
{
    [SyncVar] public bool isRusty;

    [Command]
    public void CmdSpill()
    {
        isRusty = true;
        CmdNothing();
    }

    // A remote call from within another, on the server: it is not a client's to send, and says so.
    [Command]
    private void CmdNothing() => Journal.Add("never");
}
