public class Player : Base
{
    void Update() => health = 3;
}
