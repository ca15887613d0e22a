using System.Diagnostics;
using Tain;
using Tain.Transports;

namespace Tanks.Browser;

/// <summary>The game in one tab: a session over a WebSocket, a view of it, the page around it. The browser's animation frames are its ticks.</summary>
internal sealed class BrowserGame
{
    /// <summary>A tab that slept wakes up with a short frame; the network's own clock knows the true time.</summary>
    private const float MaxFrameSeconds = 0.1f;

    private readonly PlayerSession _session;
    private readonly ArenaView _view;
    private readonly Hud _hud;
    private double _lastFrameAt;
    private double _workMs;

    public BrowserGame(Uri server, string name)
    {
        var traffic = new Traffic();
        _session = new PlayerSession(new WorldOptions(), new MeteredTransport(new WebSocketClientTransport(), traffic), server, name, isBot: false);
        _hud = new Hud(_session, traffic);
        _view = new ArenaView(_session, _hud);
        Page.ShowName(_session.Name);
    }

    public void Rename(string name)
    {
        _session.Rename(name);
        Page.ShowName(_session.Name);
    }

    public void Frame(double seconds, float width, float height, in PlayerWish wish)
    {
        long before = Stopwatch.GetTimestamp();
        float delta = (float)Math.Clamp(seconds - _lastFrameAt, 0, MaxFrameSeconds);
        _lastFrameAt = seconds;
        _view.Camera.Resize(width, height);
        if (_session.OwnTank is { } own) own.Driver.Wish = wish.ToInput(own.Position, _view.Camera);
        _session.Tick(delta);
        _view.Draw(delta);
        _hud.Update(delta, _workMs);
        _workMs = Stopwatch.GetElapsedTime(before).TotalMilliseconds;
    }
}
