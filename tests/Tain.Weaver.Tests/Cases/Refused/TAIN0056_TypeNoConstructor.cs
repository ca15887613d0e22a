public class Ticket
{
    public int number;

    public Ticket(int number) => this.number = number;
}

public class Booth : NetworkBehaviour
{
    [SyncVar] public Ticket last;   // TAIN0056
}
