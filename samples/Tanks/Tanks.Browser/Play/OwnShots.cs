using System.Numerics;

namespace Tanks.Browser;

/// <summary>
/// The player's own shots from the click until the server's shell arrives. They are drawn at once; each shell that comes takes over the oldest of them.
/// </summary>
internal sealed class OwnShots
{
    /// <summary>A shot that the server has not confirmed by then did not happen there.</summary>
    private const double GiveUpSeconds = 0.8;

    private readonly Queue<OwnShot> _shots = new();

    public void Add(in OwnShot shot) => _shots.Enqueue(shot);

    /// <summary>The shot that a shell is the answer to, if any.</summary>
    public bool TryTakeOldest(out OwnShot shot) => _shots.TryDequeue(out shot);

    public void Draw(double now, float hue, DrawList list)
    {
        while (_shots.TryPeek(out OwnShot oldest) && now - oldest.FiredAt > GiveUpSeconds) _shots.Dequeue();
        foreach (OwnShot shot in _shots)
        {
            float age = (float)(now - shot.FiredAt);
            if (age >= ShellLook.MuzzleSeconds && age < shot.Flight.EndSeconds) ShellLook.Draw(shot.Flight, age, hue, list);
        }
    }

    public void Clear() => _shots.Clear();
}

/// <summary>One of them.</summary>
/// <param name="FiredAt">By this machine's clock.</param>
/// <param name="Flight">As it flies from where this machine thinks the tank is.</param>
internal readonly record struct OwnShot(double FiredAt, ShellFlight Flight)
{
    public Vector2 PositionAt(double now) => Flight.PositionAt((float)(now - FiredAt));
}
