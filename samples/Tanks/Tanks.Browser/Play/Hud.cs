using System.Globalization;
using System.Text;
using Tain;
using Tain.Transports;

namespace Tanks.Browser;

/// <summary>Everything on the page that is text. Refreshed a few times per second: the page's own layout costs more than our game.</summary>
internal sealed class Hud(PlayerSession session, Traffic traffic)
{
    private const float RefreshSeconds = 0.25f;

    private readonly StringBuilder _lines = new();
    private readonly List<Tank> _ranking = [];
    private float _sinceRefresh;
    private double _frameMs;
    private long _bytesIn;
    private long _bytesOut;
    private string _shownScores = "";
    private (SessionState State, uint NetId)? _shownState;
    private (int Health, bool Rapid)? _shownOwn;
    private string _shownNotice = "";
    private string _killedBy = "";
    private double _backAt;

    /// <summary>A kill for the feed; the own end is told in the middle of the screen too.</summary>
    public void ShowKill(Tank? killer, Tank victim, Tank? own)
    {
        string by = killer is null ? "somebody" : killer == victim ? "an own shell" : killer.playerName;
        Page.ShowKill(killer == victim ? "" : by, TankLook.HueOf(killer), victim.playerName, TankLook.HueOf(victim));
        if (victim != own) return;
        _killedBy = by;
        _backAt = session.Client.NetworkTime.localTime + CombatRules.RespawnSeconds;
    }

    /// <summary>Once per frame.</summary>
    /// <param name="deltaSeconds">Since the last one.</param>
    /// <param name="workMs">What the last frame cost in C#, milliseconds.</param>
    public void Update(float deltaSeconds, double workMs)
    {
        _frameMs += (workMs - _frameMs) * 0.05;
        Tank? own = session.OwnTank;
        ShowState(own);
        ShowOwn(own);
        ShowNotice(own);
        _sinceRefresh += deltaSeconds;
        if (_sinceRefresh < RefreshSeconds) return;
        ShowNetwork();
        ShowScores(own);
        _sinceRefresh = 0;
    }

    private void ShowState(Tank? own)
    {
        (SessionState, uint) state = (session.State, own?.netId ?? 0);
        if (state == _shownState) return;
        _shownState = state;
        Page.ShowState(session.State switch
        {
            SessionState.Joining => "joining",
            SessionState.Playing => "playing",
            SessionState.Full => "full",
            _ => "lost",
        }, own?.netId ?? 0);
    }

    private void ShowOwn(Tank? own)
    {
        (int, bool) now = own is null ? (0, false) : (own.health, own.hasRapidFire);
        if (now == _shownOwn) return;
        _shownOwn = now;
        Page.ShowOwn(now.Item1, now.Item2);
    }

    private void ShowNotice(Tank? own)
    {
        (string title, string text, bool light) = session.State switch
        {
            SessionState.Playing when own is { isAlive: false } => ($"Destroyed by {_killedBy}", $"Back in {SecondsUntilBack()}", true),
            SessionState.Playing => ("", "", true),
            SessionState.Full => ("The arena is full", $"All {session.MaxPlayers} places are taken. You are in as soon as one is free.", false),
            SessionState.Lost => ("The server is gone", "Trying again until it is back…", false),
            _ => ("Tain Tanks", "Joining…", false),
        };
        string shown = title + text;
        if (shown == _shownNotice) return;
        _shownNotice = shown;
        Page.ShowNotice(title, text, light);
    }

    private string SecondsUntilBack() =>
        Math.Max(1, Math.Ceiling(_backAt - session.Client.NetworkTime.localTime)).ToString(CultureInfo.InvariantCulture);

    private void ShowNetwork()
    {
        NetworkTime time = session.Client.NetworkTime;
        long bytesIn = traffic.TotalReceived.Bytes, bytesOut = traffic.TotalSent.Bytes;
        Page.ShowNetwork(
            time.rtt * 1000,
            Math.Sqrt(time.rttVariance) * 1000,
            (bytesIn - _bytesIn) / _sinceRefresh,
            (bytesOut - _bytesOut) / _sinceRefresh,
            session.Roster.Match?.tickMilliseconds ?? 0,
            _frameMs);
        _bytesIn = bytesIn;
        _bytesOut = bytesOut;
    }

    private void ShowScores(Tank? own)
    {
        _ranking.Clear();
        _ranking.AddRange(session.Roster.Tanks);
        _ranking.Sort(static (a, b) => a.kills != b.kills ? b.kills - a.kills : a.deaths != b.deaths ? a.deaths - b.deaths : a.netId.CompareTo(b.netId));
        _lines.Clear();
        foreach (Tank tank in _ranking)
        {
            _lines.Append(CultureInfo.InvariantCulture, $"{tank.netId}\t{tank.playerName}\t{TankLook.HueOf(tank):0}\t{tank.kills}\t{tank.deaths}\t{(tank == own ? 1 : 0)}\n");
        }

        string lines = _lines.ToString();
        if (lines == _shownScores) return;
        _shownScores = lines;
        Page.ShowScores(lines);
    }
}
