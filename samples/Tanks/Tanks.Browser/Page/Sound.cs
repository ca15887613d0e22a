namespace Tanks.Browser;

/// <summary>The sounds of sound.js.</summary>
internal enum Sound
{
    Shot = 0,
    Bounce = 1,
    Hit = 2,
    Explosion = 3,
    Pickup = 4,
    Appear = 5,
}
