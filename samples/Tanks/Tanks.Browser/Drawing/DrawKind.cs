namespace Tanks.Browser;

/// <summary>What an entry of a <see cref="DrawList"/> means; draw.js has the same numbers and the same fields in the same order. Positions in metres, angles in radians.</summary>
internal enum DrawKind
{
    /// <summary>x, y, pixels per metre, shake x, shake y.</summary>
    Camera = 1,

    /// <summary>x, y, heading. Stays on the floor.</summary>
    Track = 2,

    /// <summary>x, y, radius. Stays on the floor.</summary>
    Scorch = 3,

    /// <summary>x, y, kind, seconds.</summary>
    Pickup = 4,

    /// <summary>x, y, angle, hue.</summary>
    Shell = 5,

    /// <summary>net id, x, y, heading, aim, hue, health, flags, flash 0..1, recoil 0..1, tread metres.</summary>
    Tank = 6,

    /// <summary>x, y, radius, sprite, opacity.</summary>
    Particle = 7,

    /// <summary>x, y, radius, opacity.</summary>
    Ring = 8,

    /// <summary>x, y, opacity, number.</summary>
    Number = 9,

    /// <summary>angle from the middle of the screen, hue, metres away.</summary>
    Pointer = 10,
}
