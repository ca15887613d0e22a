public class Lamp : MonoBehaviour
{
    [SyncVar] public bool isOn;   // TAIN0025
}
