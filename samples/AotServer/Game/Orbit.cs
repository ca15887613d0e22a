using System.Numerics;
using Tain;

namespace RigGame;

/// <summary>Leads a mob around a circle of radius 10 and has it count four times a second. On the server.</summary>
public class Orbit : MonoBehaviour
{
    private const float Radius = 10;
    private const float SecondsPerCount = 0.25f;

    private float _angle;

    private void Start()
    {
        InvokeRepeating(nameof(Count), SecondsPerCount, SecondsPerCount);
    }

    private void Update()
    {
        _angle += Time.deltaTime;
        transform.position = new Vector3(Radius * MathF.Sin(_angle), 0, Radius * MathF.Cos(_angle));
    }

    private void Count()
    {
        RigMob mob = GetComponent<RigMob>()!;
        mob.Count(mob.counter + 1);
    }
}
