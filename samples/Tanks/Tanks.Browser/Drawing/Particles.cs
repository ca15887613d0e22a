using System.Numerics;

namespace Tanks.Browser;

/// <summary>Everything that flies about and fades. A fixed number of them: when all are in the air, the oldest makes room.</summary>
internal sealed class Particles
{
    private const int MaxParticles = 360;

    private readonly Particle[] _particles = new Particle[MaxParticles];
    private int _next;

    public void Add(ParticleSprite sprite, Vector2 position, Vector2 velocity, float radius, float growth, float lifeSeconds, float opacity = 1)
    {
        _particles[_next] = new Particle
        {
            Sprite = sprite,
            Position = position,
            Velocity = velocity,
            Radius = radius,
            Growth = growth,
            LifeSeconds = lifeSeconds,
            LeftSeconds = lifeSeconds,
            Opacity = opacity,
        };
        _next = (_next + 1) % MaxParticles;
    }

    public void Update(float deltaSeconds, DrawList list)
    {
        float drag = MathF.Exp(-3 * deltaSeconds);
        foreach (ref Particle particle in _particles.AsSpan())
        {
            if (particle.LeftSeconds <= 0) continue;
            particle.LeftSeconds -= deltaSeconds;
            if (particle.LeftSeconds <= 0) continue;
            particle.Position += particle.Velocity * deltaSeconds;
            particle.Velocity *= drag;
            particle.Radius += particle.Growth * deltaSeconds;
            float left = particle.LeftSeconds / particle.LifeSeconds;
            list.Add(DrawKind.Particle, particle.Position.X, particle.Position.Y, particle.Radius, (int)particle.Sprite, particle.Opacity * left);
        }
    }

    private struct Particle
    {
        public ParticleSprite Sprite;
        public Vector2 Position;
        public Vector2 Velocity;
        public float Radius;
        public float Growth;
        public float LifeSeconds;
        public float LeftSeconds;
        public float Opacity;
    }
}
