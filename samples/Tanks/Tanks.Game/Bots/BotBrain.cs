using System.Numerics;

namespace Tanks;

/// <summary>
/// Plays a tank: wanders between the arena's points, hunts what it sees, keeps some distance, leads its shots and misses some. It knows only what a client
/// knows and answers with the same inputs as a person's. Same seed and same sights, same play.
/// </summary>
public sealed class BotBrain(Arena arena, Random random)
{
    private const float SightMetres = 30;
    private const float TooNearMetres = 8;
    private const float ArrivedMetres = 2.5f;
    private const float AimErrorRadians = 0.16f;
    private const float StuckSeconds = 0.8f;
    private const float StuckMetres = 0.8f;

    private Vector2 _goal = arena.SpawnPoints[random.Next(arena.SpawnPoints.Length)];
    private Vector2 _lastPlace;
    private double _checkAt;
    private double _changeMindAt;
    private float _aim;
    private float _aimError;
    private float _circling = 1;

    /// <summary>Decides the next input.</summary>
    /// <param name="now">Seconds; only differences count.</param>
    /// <param name="position">Where the bot's own tank is.</param>
    /// <param name="others">The living others.</param>
    public DriveInput Think(double now, Vector2 position, ReadOnlySpan<BotSight> others)
    {
        if (now >= _changeMindAt) ChangeMind(now);
        NoticeBeingStuck(now, position);

        bool seesTarget = TryFindTarget(position, others, out BotSight target);
        Vector2 move;
        if (seesTarget)
        {
            AimAt(position, target);
            Vector2 towards = target.Position - position;
            float distance = towards.Length();
            Vector2 sideways = new Vector2(-towards.Y, towards.X) * _circling;
            move = sideways / distance + towards / distance * (distance < TooNearMetres ? -0.8f : distance > SightMetres / 2 ? 0.9f : 0.1f);
        }
        else
        {
            if (Vector2.Distance(position, _goal) < ArrivedMetres) ChooseGoal();
            move = _goal - position;
            _aim = Angle.TurnTowards(_aim, Angle.Of(move), 0.05f);
        }

        return DriveInput.From(Avoid(position, move), _aim, seesTarget);
    }

    private void ChangeMind(double now)
    {
        _changeMindAt = now + 1 + 2 * random.NextDouble();
        _aimError = AimErrorRadians * (2 * random.NextSingle() - 1);
        if (random.Next(2) == 0) _circling = -_circling;
    }

    private void ChooseGoal() => _goal = arena.SpawnPoints[random.Next(arena.SpawnPoints.Length)];

    private void NoticeBeingStuck(double now, Vector2 position)
    {
        if (now < _checkAt) return;
        if (Vector2.Distance(position, _lastPlace) < StuckMetres)
        {
            ChooseGoal();
            _circling = -_circling;
        }

        _lastPlace = position;
        _checkAt = now + StuckSeconds;
    }

    private bool TryFindTarget(Vector2 position, ReadOnlySpan<BotSight> others, out BotSight target)
    {
        target = default;
        float best = SightMetres * SightMetres;
        bool found = false;
        foreach (ref readonly BotSight other in others)
        {
            float distance = Vector2.DistanceSquared(position, other.Position);
            // Looking through walls is dear, so only what is nearer than the best so far is looked at.
            if (distance >= best || distance < 0.01f || !arena.IsClear(position, other.Position, CombatRules.ShellRadius)) continue;
            best = distance;
            target = other;
            found = true;
        }

        return found;
    }

    private void AimAt(Vector2 position, in BotSight target)
    {
        float flight = Vector2.Distance(position, target.Position) / CombatRules.ShellSpeed;
        float wanted = Angle.Of(target.Position + target.Velocity * flight - position) + _aimError;
        _aim = Angle.TurnTowards(_aim, wanted, 0.15f);
    }

    // Walls in the way bend the move along them: tries wider and wider turns to either side.
    private Vector2 Avoid(Vector2 position, Vector2 move)
    {
        if (move == default) return move;
        float direction = Angle.Of(move);
        for (int i = 0; i < 4; i++)
        {
            float turn = 0.6f * i * _circling;
            if (IsFree(position, direction + turn)) return Angle.ToDirection(direction + turn);
            if (IsFree(position, direction - turn)) return Angle.ToDirection(direction - turn);
        }

        return Vector2.Normalize(move);
    }

    private bool IsFree(Vector2 position, float direction) =>
        arena.IsClear(position, position + Angle.ToDirection(direction) * 4, DriveRules.TankRadius * 0.9f);
}
