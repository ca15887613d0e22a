using System.Numerics;
using Tain;

namespace Tanks.Browser;

/// <summary>
/// Shows the world of a session: once per frame it reads where everything is and writes the picture. The scripts tell it what happens in between.
/// </summary>
internal sealed class ArenaView : IStage
{
    private const float SightMarginMetres = 3;

    /// <summary>In a crowd only the near ones outside of the picture are pointed at.</summary>
    private const int CrowdTanks = 12;
    private const float CrowdPointerMetres = 34;

    private readonly PlayerSession _session;
    private readonly Hud _hud;
    private readonly Random _random = new(1);
    private readonly DrawList _list = new();
    private readonly Effects _effects;
    private readonly Cues _cues = new();
    private readonly OwnShots _ownShots = new();
    private readonly Dictionary<uint, TankLook> _tanks = [];
    private readonly Dictionary<uint, ShellLook> _shells = [];
    private Arena? _shownArena;

    public ArenaView(PlayerSession session, Hud hud)
    {
        _session = session;
        _hud = hud;
        _effects = new Effects(_random);
        session.Roster.Stage = this;
        session.Client.OnDisconnectedEvent += Forget;
    }

    public Camera Camera { get; } = new();

    private NetworkTime Time => _session.Client.NetworkTime;

    // When what the server says right now happened there.
    private double ServerNow => _session.Client.connection?.remoteTimeStamp ?? Time.time;

    /// <summary>Draws a frame.</summary>
    public void Draw(float deltaSeconds)
    {
        ShowArenaOnce();
        _list.Clear();
        if (_session.OwnTank is { } own && _session.Roster.Arena is { } arena)
            Camera.Follow(own.Position, own.Aim, arena, _effects.Shake, _random, deltaSeconds);
        Camera.Draw(_list);
        DrawTanks(deltaSeconds);
        DrawShells();
        PlayCues();
        foreach (Pickup pickup in _session.Roster.Pickups)
        {
            if (pickup.isLying) _list.Add(DrawKind.Pickup, pickup.Position.X, pickup.Position.Y, (int)pickup.kind, Time.localTime);
        }

        _effects.Update(deltaSeconds, _list);
        Page.Draw(_list.Numbers);
    }

    public void OnAppeared(Tank tank) => _cues.Add(new Cue(ServerNow, CueKind.Appear, tank.netId));

    public void OnDamaged(Tank tank, int amount) => _cues.Add(new Cue(ServerNow, CueKind.Damage, tank.netId, amount));

    public void OnDestroyed(Tank tank) => _cues.Add(new Cue(ServerNow, CueKind.Explode, tank.netId));

    public void OnTaken(Pickup pickup) => _cues.Add(new Cue(ServerNow, CueKind.Take, Place: pickup.Position));

    public void OnShellEnded(Shell shell)
    {
        _shells.Remove(shell.netId);
        if (_session.Client.connection is null || shell.Flight is not { } flight) return;
        double now = ServerNow;
        _cues.Add(new Cue(now, CueKind.ShellEnd, Place: flight.PositionAt((float)(now - shell.firedAt))));
    }

    public void OnOwnShot(Tank tank, Vector2 from, float aim)
    {
        if (_session.Roster.Arena is not { } arena) return;
        _ownShots.Add(new OwnShot(Time.localTime, new ShellFlight(arena, from, aim)));
        LookOf(tank).ShowShot();
        _effects.ShowMuzzle(from + Angle.ToDirection(aim) * CombatRules.MuzzleDistance, aim);
    }

    public void OnKill(Tank? killer, Tank victim) => _hud.ShowKill(killer, victim, _session.OwnTank);

    // netIds begin anew on a restarted server: nothing of the old one may be taken for the new one's.
    private void Forget()
    {
        _tanks.Clear();
        _shells.Clear();
        _cues.Clear();
        _ownShots.Clear();
    }

    private void ShowArenaOnce()
    {
        if (_session.Roster.Arena is not { } arena || arena == _shownArena) return;
        _shownArena = arena;
        var numbers = new List<double> { arena.Size.X, arena.Size.Y };
        foreach (Wall wall in arena.Walls) numbers.AddRange([wall.Min.X, wall.Min.Y, wall.Max.X, wall.Max.Y]);
        Page.ShowArena(numbers.ToArray());
    }

    private TankLook LookOf(Tank tank)
    {
        if (_tanks.TryGetValue(tank.netId, out TankLook? look)) return look;
        look = new TankLook(tank.netId, TankLook.HueOf(tank));
        _tanks.Add(tank.netId, look);
        return look;
    }

    private void DrawTanks(float deltaSeconds)
    {
        foreach (Tank tank in _session.Roster.Tanks)
        {
            TankLook look = LookOf(tank);
            look.Move(tank.Position, tank.Heading, deltaSeconds, _list);
            look.Turn(tank.Aim, tank.isLocalPlayer, deltaSeconds);
            look.Health = tank.health;
            look.Marks = (tank.isLocalPlayer ? TankMarks.Own : 0) | (tank.isShielded ? TankMarks.Shielded : 0) | (tank.hasRapidFire ? TankMarks.RapidFire : 0);
            if (!look.Alive) continue;
            if (Camera.Sees(look.Position, SightMarginMetres))
            {
                _effects.ShowEngine(look);
                _list.AddTank(look);
            }
            else
            {
                PointTo(look);
            }
        }
    }

    private void PointTo(TankLook look)
    {
        Vector2 way = Camera.From(look.Position);
        float distance = way.Length();
        if (_session.Roster.Tanks.Count > CrowdTanks && distance > CrowdPointerMetres) return;
        _list.Add(DrawKind.Pointer, Angle.Of(way), look.Hue, distance);
    }

    private void DrawShells()
    {
        double now = Time.localTime;
        Tank? own = _session.OwnTank;
        foreach (Shell shell in _session.Roster.Shells)
        {
            if (shell.Flight is not { } flight) continue;
            if (!_shells.TryGetValue(shell.netId, out ShellLook? look))
            {
                look = new ShellLook(own is not null && shell.owner == own.netId && _ownShots.TryTakeOldest(out OwnShot shot) ? shot : null);
                _shells.Add(shell.netId, look);
            }

            if (look.Advance(shell.Age, now) && !look.IsOwn) ShowForeignShot(shell, flight);
            look.Draw(flight, TankLook.HueOf(_session.Roster.Find(shell.owner)), _list, _effects);
        }

        if (own is not null) _ownShots.Draw(now, TankLook.HueOf(own), _list);
    }

    private void ShowForeignShot(Shell shell, in ShellFlight flight)
    {
        if (_session.Roster.Find(shell.owner) is { } shooter) LookOf(shooter).ShowShot();
        Vector2 muzzle = flight.PositionAt(ShellLook.MuzzleSeconds);
        if (Camera.Sees(muzzle, SightMarginMetres)) _effects.ShowMuzzle(muzzle, Angle.FromUShort(shell.direction));
    }

    private void PlayCues()
    {
        while (_cues.TryTake(Time.time - Blueprints.ShownLateSeconds, out Cue cue))
        {
            TankLook? look = cue.Tank != 0 && _session.Roster.Find(cue.Tank) is { } tank ? LookOf(tank) : null;
            if (look is not null) PlayOnTank(cue, look);
            else if (!Camera.Sees(cue.Place, SightMarginMetres)) continue;
            else if (cue.Kind == CueKind.ShellEnd) _effects.ShowImpact(cue.Place);
            else if (cue.Kind == CueKind.Take) _effects.ShowPickup(cue.Place);
        }
    }

    private void PlayOnTank(in Cue cue, TankLook look)
    {
        bool own = (look.Marks & TankMarks.Own) != 0;
        switch (cue.Kind)
        {
            case CueKind.Appear:
                look.Alive = true;
                _effects.ShowAppearance(look.Position);
                break;
            case CueKind.Damage:
                look.ShowHit();
                _effects.ShowDamage(look.Position, cue.Amount, own);
                if (own) Page.ShowHurt();
                break;
            case CueKind.Explode:
                look.Alive = false;
                _effects.ShowExplosion(look.Position, _list, own);
                break;
        }
    }
}
