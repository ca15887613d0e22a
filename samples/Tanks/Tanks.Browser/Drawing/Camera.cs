using System.Numerics;

namespace Tanks.Browser;

/// <summary>Which part of the arena is seen: around the own tank, a little ahead of where it aims, never far over the border.</summary>
internal sealed class Camera
{
    private const float SeenWidthMetres = 44;
    private const float SeenHeightMetres = 25;
    private const float BorderMetres = 1.5f;
    private const float AheadMetres = 3.5f;
    private const float FollowPerSecond = 7;
    private const float ShakeMetres = 0.45f;

    private Vector2 _screen = new(1280, 720);
    private Vector2 _center;
    private Vector2 _shake;
    private bool _placed;

    /// <summary>Pixels per metre.</summary>
    public float Scale { get; private set; } = 28;

    /// <summary>Where a point of the screen lies in the arena.</summary>
    public Vector2 ToArena(Vector2 pixels) => _center + (pixels - _screen / 2) / Scale;

    /// <summary>True when a place is on the screen.</summary>
    public bool Sees(Vector2 place, float marginMetres)
    {
        Vector2 half = _screen / (2 * Scale) + new Vector2(marginMetres);
        return MathF.Abs(place.X - _center.X) < half.X && MathF.Abs(place.Y - _center.Y) < half.Y;
    }

    /// <summary>The direction of a place from the middle of the screen.</summary>
    public Vector2 From(Vector2 place) => place - _center;

    public void Resize(float width, float height)
    {
        _screen = new Vector2(MathF.Max(1, width), MathF.Max(1, height));
        Scale = MathF.Max(_screen.X / SeenWidthMetres, _screen.Y / SeenHeightMetres);
    }

    public void Follow(Vector2 target, float aim, Arena arena, float shake, Random random, float deltaSeconds)
    {
        Vector2 wanted = target + Angle.ToDirection(aim) * AheadMetres;
        _center = _placed ? Vector2.Lerp(_center, wanted, 1 - MathF.Exp(-FollowPerSecond * deltaSeconds)) : wanted;
        _placed = true;
        _center = new Vector2(
            Clamp(_center.X, _screen.X / (2 * Scale) - BorderMetres, arena.Size.X),
            Clamp(_center.Y, _screen.Y / (2 * Scale) - BorderMetres, arena.Size.Y));
        _shake = Angle.ToDirection(random.NextSingle() * MathF.Tau) * (shake * shake * ShakeMetres);
    }

    public void Draw(DrawList list) => list.Add(DrawKind.Camera, _center.X, _center.Y, Scale, _shake.X, _shake.Y);

    // A screen larger than the arena shows it in the middle.
    private static float Clamp(float center, float margin, float size) => margin * 2 >= size ? size / 2 : Math.Clamp(center, margin, size - margin);
}
