using System.Numerics;

namespace Tanks;

/// <summary>One other tank as a bot sees it.</summary>
/// <param name="Position">Where it is.</param>
/// <param name="Velocity">Where it goes, metres per second.</param>
public readonly record struct BotSight(Vector2 Position, Vector2 Velocity);
