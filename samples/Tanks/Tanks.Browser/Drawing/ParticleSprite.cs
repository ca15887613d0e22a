namespace Tanks.Browser;

/// <summary>The pictures a particle can have; draw.js has the same numbers.</summary>
internal enum ParticleSprite
{
    Fire = 0,
    Smoke = 1,
    Spark = 2,
    Dust = 3,
    Heal = 4,
    Flash = 5,
}
