public class Player : NetworkBehaviour
{
    int _score;

    [Server]
    public ref int Score() => ref _score;   // TAIN0072
}
