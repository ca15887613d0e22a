using System.Numerics;

namespace Tanks.Browser;

/// <summary>What the eye gets when something happens: shots, bounces, hits, explosions, repairs. Also shakes the camera and asks for the sound.</summary>
internal sealed class Effects(Random random)
{
    private const int MaxRings = 16;
    private const int MaxNumbers = 24;

    private readonly Particles _particles = new();
    private readonly Fading[] _rings = new Fading[MaxRings];
    private readonly Fading[] _numbers = new Fading[MaxNumbers];
    private int _nextRing;
    private int _nextNumber;

    /// <summary>How hard the camera shakes, 0 to 1.</summary>
    public float Shake { get; private set; }

    /// <summary>A shot leaves a barrel.</summary>
    public void ShowMuzzle(Vector2 muzzle, float aim)
    {
        Vector2 ahead = Angle.ToDirection(aim);
        _particles.Add(ParticleSprite.Flash, muzzle + ahead * 0.3f, default, 1.1f, -4, 0.12f);
        for (int i = 0; i < 5; i++) _particles.Add(ParticleSprite.Smoke, muzzle, ahead * Between(2, 7) + Scatter(1.2f), 0.15f, 1.2f, Between(0.25f, 0.5f), 0.35f);
        Page.Play(Sound.Shot, muzzle.X, muzzle.Y);
    }

    /// <summary>A flying shell draws a thin thread of smoke.</summary>
    public void ShowShellTrail(Vector2 shell) => _particles.Add(ParticleSprite.Smoke, shell, Scatter(0.3f), 0.12f, 0.5f, 0.35f, 0.3f);

    /// <summary>A shell bounces off a wall.</summary>
    public void ShowBounce(Vector2 place)
    {
        for (int i = 0; i < 7; i++) _particles.Add(ParticleSprite.Spark, place, Scatter(9), 0.16f, -0.1f, Between(0.15f, 0.4f));
        Page.Play(Sound.Bounce, place.X, place.Y);
    }

    /// <summary>A shell ends, on a tank or on a wall.</summary>
    public void ShowImpact(Vector2 place)
    {
        _particles.Add(ParticleSprite.Flash, place, default, 1.6f, -4, 0.16f);
        for (int i = 0; i < 8; i++) _particles.Add(ParticleSprite.Spark, place, Scatter(11), 0.2f, -0.1f, Between(0.2f, 0.45f));
        for (int i = 0; i < 4; i++) _particles.Add(ParticleSprite.Smoke, place, Scatter(2), 0.3f, 1.1f, Between(0.4f, 0.8f), 0.4f);
        Page.Play(Sound.Hit, place.X, place.Y);
    }

    /// <summary>A tank lost health.</summary>
    public void ShowDamage(Vector2 place, int amount, bool own)
    {
        _numbers[_nextNumber] = new Fading(place + new Vector2(Between(-0.5f, 0.5f), -1.2f), 0, -amount);
        _nextNumber = (_nextNumber + 1) % MaxNumbers;
        if (own) Shake = MathF.Max(Shake, 0.5f);
    }

    /// <summary>A tank blows up.</summary>
    public void ShowExplosion(Vector2 place, DrawList floor, bool own)
    {
        _particles.Add(ParticleSprite.Flash, place, default, 4.5f, -6, 0.3f);
        for (int i = 0; i < 22; i++) _particles.Add(ParticleSprite.Fire, place + Scatter(0.6f), Scatter(9), Between(0.5f, 1), 0.6f, Between(0.35f, 0.8f));
        for (int i = 0; i < 14; i++) _particles.Add(ParticleSprite.Spark, place, Scatter(20), 0.22f, -0.1f, Between(0.4f, 0.9f));
        for (int i = 0; i < 12; i++) _particles.Add(ParticleSprite.Smoke, place + Scatter(0.8f), Scatter(3), Between(0.6f, 1), 1.3f, Between(1, 2), 0.55f);
        _rings[_nextRing] = new Fading(place, 0, 0);
        _nextRing = (_nextRing + 1) % MaxRings;
        floor.Add(DrawKind.Scorch, place.X, place.Y, 2.4f);
        Shake = MathF.Max(Shake, own ? 1 : 0.35f);
        Page.Play(Sound.Explosion, place.X, place.Y);
    }

    /// <summary>A pickup was taken.</summary>
    public void ShowPickup(Vector2 place)
    {
        for (int i = 0; i < 14; i++) _particles.Add(ParticleSprite.Heal, place + Scatter(0.8f), Scatter(3), 0.3f, -0.2f, Between(0.4f, 0.9f));
        Page.Play(Sound.Pickup, place.X, place.Y);
    }

    /// <summary>A tank appears.</summary>
    public void ShowAppearance(Vector2 place)
    {
        for (int i = 0; i < 16; i++) _particles.Add(ParticleSprite.Heal, place, Angle.ToDirection(i * MathF.Tau / 16) * 5, 0.3f, -0.2f, 0.6f);
        Page.Play(Sound.Appear, place.X, place.Y);
    }

    /// <summary>A moving tank puffs from its exhaust; a badly hit one smokes.</summary>
    public void ShowEngine(TankLook tank)
    {
        Vector2 stern = tank.Position - Angle.ToDirection(tank.Heading) * 1.1f;
        float speed = tank.Velocity.Length();
        if (speed > 2 && random.NextSingle() < 0.22f) _particles.Add(ParticleSprite.Dust, stern + Scatter(0.5f), Scatter(0.8f), 0.25f, 0.9f, Between(0.4f, 0.8f), 0.22f);
        if (tank.Health < 40 && random.NextSingle() < 0.35f) _particles.Add(ParticleSprite.Smoke, tank.Position + Scatter(0.4f), Scatter(0.7f), 0.3f, 1.1f, Between(0.6f, 1.2f), 0.5f);
        if (tank.Health < 30 && random.NextSingle() < 0.2f) _particles.Add(ParticleSprite.Fire, tank.Position + Scatter(0.4f), Scatter(0.6f), 0.3f, 0.2f, 0.4f);
    }

    /// <summary>Moves and draws everything that is in the air.</summary>
    public void Update(float deltaSeconds, DrawList list)
    {
        _particles.Update(deltaSeconds, list);
        Shake = MathF.Max(0, Shake - 2.2f * deltaSeconds);
        foreach (ref Fading ring in _rings.AsSpan())
        {
            if (ring.Fade(deltaSeconds, 0.45f) is not { } age) continue;
            list.Add(DrawKind.Ring, ring.Place.X, ring.Place.Y, 0.8f + 6 * age, 1 - age);
        }

        foreach (ref Fading number in _numbers.AsSpan())
        {
            if (number.Fade(deltaSeconds, 0.9f) is not { } age) continue;
            list.Add(DrawKind.Number, number.Place.X, number.Place.Y - 1.4f * age, 1 - age * age, number.Number);
        }
    }

    private float Between(float min, float max) => min + (max - min) * random.NextSingle();

    private Vector2 Scatter(float max) => Angle.ToDirection(random.NextSingle() * MathF.Tau) * (max * MathF.Sqrt(random.NextSingle()));

    // The zero value is "over": a number is never zero where it matters, so the place tells whether the slot was ever used.
    private struct Fading(Vector2 place, float ageSeconds, int number)
    {
        private float _ageSeconds = ageSeconds;

        public readonly Vector2 Place => place;
        public readonly int Number => number;

        /// <summary>The age as a part of the life, 0 to 1; null when it is over.</summary>
        public float? Fade(float deltaSeconds, float lifeSeconds)
        {
            if (place == default || _ageSeconds >= lifeSeconds) return null;
            _ageSeconds += deltaSeconds;
            return MathF.Min(1, _ageSeconds / lifeSeconds);
        }
    }
}
