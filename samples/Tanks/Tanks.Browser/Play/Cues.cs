using System.Numerics;

namespace Tanks.Browser;

/// <summary>What a cue shows.</summary>
internal enum CueKind
{
    Appear,
    Damage,
    Explode,
    ShellEnd,
    Take,
}

/// <summary>
/// Things that the server has said and the eye must not see yet: tanks are shown a little in the past, so an explosion has to wait until the shell gets there.
/// </summary>
internal sealed class Cues
{
    /// <summary>More at once than anybody could tell apart; the rest happens unseen.</summary>
    private const int MaxCues = 128;

    private readonly List<Cue> _waiting = new(MaxCues);

    public void Add(in Cue cue)
    {
        if (_waiting.Count < MaxCues) _waiting.Add(cue);
    }

    /// <summary>Takes out one that is due.</summary>
    public bool TryTake(double now, out Cue cue)
    {
        for (int i = 0; i < _waiting.Count; i++)
        {
            cue = _waiting[i];
            if (cue.At > now) continue;
            _waiting.RemoveAt(i);
            return true;
        }

        cue = default;
        return false;
    }

    public void Clear() => _waiting.Clear();
}

/// <summary>One of them.</summary>
/// <param name="At">Server's time.</param>
/// <param name="Kind">What.</param>
/// <param name="Tank">Whose; 0 when nobody's.</param>
/// <param name="Amount">How much.</param>
/// <param name="Place">Where, when it is not where the tank is.</param>
internal readonly record struct Cue(double At, CueKind Kind, uint Tank = 0, int Amount = 0, Vector2 Place = default);
