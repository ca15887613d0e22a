public class Player : Base   // TAIN0029
{
    void Update() => health = 3;   // TAIN0029
}
