using System.Numerics;
using System.Runtime.InteropServices;
using Tain;

namespace Tanks;

/// <summary>The server's side of the rules, one step at a time: drive, keep apart, fly, hit, pick up, come back. Everything that counts is decided here.</summary>
public sealed class Battle(Match match, Roster roster)
{
    private readonly Random _random = new(match.world.Random.Range(0, int.MaxValue));
    private readonly List<Vector2> _others = [];
    private readonly NetworkPool _shells = Blueprints.PoolOfShells(match.world);

    private double Now => match.NetworkTime.time;

    /// <summary>One step of the match.</summary>
    public void Step()
    {
        Arena arena = match.Arena;
        foreach (Tank tank in roster.Tanks) tank.Driver.RunInputs(arena, this);
        KeepApart(arena);
        FlyShells();
        OfferPickups();
        EndWhatIsOver();
    }

    /// <summary>Puts the pickups into the arena.</summary>
    public void LayOutPickups()
    {
        int number = 0;
        foreach (Vector2 point in match.Arena.PickupPoints)
        {
            GameObject made = match.world.Instantiate(Blueprints.Pickup, Space.ToWorld(point));
            made.GetComponent<Pickup>()!.kind = number++ % 2 == 0 ? PickupKind.Repair : PickupKind.RapidFire;
            match.NetworkServer.Spawn(made);
        }
    }

    /// <summary>A tank for a new player, at a place where it can live. The caller spawns it.</summary>
    public Tank CreateTank(string playerName, bool isBot)
    {
        Tank tank = match.world.Instantiate(Blueprints.Tank).GetComponent<Tank>()!;
        tank.playerName = playerName;
        tank.isBot = isBot;
        tank.seat = FindFreeSeat();
        Place(tank);
        return tank;
    }

    /// <summary>A tank fires.</summary>
    public void Fire(Tank tank, ushort direction)
    {
        tank.isShielded = false;
        GameObject made = _shells.Take(Vector3.Zero, Quaternion.Identity);
        Shell shell = made.GetComponent<Shell>()!;
        shell.origin = tank.Driver.Motion.Position;
        shell.direction = direction;
        shell.firedAt = Now;
        shell.owner = tank.netId;
        match.NetworkServer.Spawn(made);
    }

    private byte FindFreeSeat()
    {
        byte seat = 0;
        while (seat < byte.MaxValue && IsTaken(seat)) seat++;
        return seat;
    }

    private bool IsTaken(byte seat)
    {
        foreach (Tank tank in roster.Tanks)
        {
            if (tank.seat == seat) return true;
        }

        return false;
    }

    private void Place(Tank tank)
    {
        _others.Clear();
        foreach (Tank other in roster.Tanks)
        {
            if (other != tank && other.isAlive) _others.Add(other.Driver.Motion.Position);
        }

        Vector2 place = SpawnChooser.Choose(match.Arena, CollectionsMarshal.AsSpan(_others), _random);
        tank.Driver.PlaceAt(place, Angle.Of(match.Arena.Size / 2 - place));
        tank.isShielded = true;
        tank.ShieldedUntil = Now + CombatRules.ShieldSeconds;
    }

    // Tanks that overlap give way by half each. A pile of them settles over a few steps.
    private void KeepApart(Arena arena)
    {
        const float Reach = 2 * DriveRules.TankRadius;
        List<Tank> tanks = roster.Tanks;
        for (int i = 0; i < tanks.Count; i++)
        {
            if (!tanks[i].isAlive) continue;
            for (int j = i + 1; j < tanks.Count; j++)
            {
                if (!tanks[j].isAlive) continue;
                Vector2 between = tanks[j].Driver.Motion.Position - tanks[i].Driver.Motion.Position;
                float distanceSquared = between.LengthSquared();
                if (distanceSquared >= Reach * Reach) continue;
                float distance = MathF.Sqrt(distanceSquared);
                Vector2 away = distance > 0.001f ? between / distance : Vector2.UnitX;
                Vector2 half = away * ((Reach - distance) / 2);
                tanks[i].Driver.Push(-half, arena);
                tanks[j].Driver.Push(half, arena);
            }
        }
    }

    private void FlyShells()
    {
        for (int i = roster.Shells.Count - 1; i >= 0; i--)
        {
            Shell shell = roster.Shells[i];
            float age = shell.Age;
            if (shell.Flight is not { } flight || (!TryHit(shell, flight, age) && age < flight.EndSeconds))
            {
                shell.CheckedAge = age;
                continue;
            }

            _shells.Return(shell.gameObject);
        }
    }

    private bool TryHit(Shell shell, in ShellFlight flight, float age)
    {
        foreach (Tank tank in roster.Tanks)
        {
            // Nobody shoots himself on the way out; off a wall is another matter.
            float from = tank.netId == shell.owner ? MathF.Max(shell.CheckedAge, flight.BounceSeconds) : shell.CheckedAge;
            if (!tank.isAlive || from >= age || !flight.Touches(tank.Driver.Motion.Position, from, age)) continue;
            if (!tank.isShielded) Hurt(tank, shell.owner);
            return true;
        }

        return false;
    }

    private void Hurt(Tank tank, uint attacker)
    {
        tank.health = Math.Max(0, tank.health - CombatRules.ShellDamage);
        if (tank.isAlive) return;

        tank.deaths++;
        tank.hasRapidFire = false;
        tank.RespawnAt = Now + CombatRules.RespawnSeconds;
        if (attacker != tank.netId && roster.Find(attacker) is { } winner) winner.kills++;
        match.RpcKilled(attacker, tank.netId);
    }

    private void OfferPickups()
    {
        const float Reach = CombatRules.PickupRadius + DriveRules.TankRadius;
        foreach (Pickup pickup in roster.Pickups)
        {
            if (!pickup.isLying)
            {
                if (Now >= pickup.ReturnsAt) pickup.isLying = true;
                continue;
            }

            foreach (Tank tank in roster.Tanks)
            {
                if (!tank.isAlive || Vector2.DistanceSquared(tank.Driver.Motion.Position, pickup.Position) > Reach * Reach || !TryGive(pickup.kind, tank)) continue;
                pickup.isLying = false;
                pickup.ReturnsAt = Now + CombatRules.PickupReturnSeconds;
                break;
            }
        }
    }

    private bool TryGive(PickupKind kind, Tank tank)
    {
        if (kind == PickupKind.RapidFire)
        {
            tank.hasRapidFire = true;
            tank.RapidFireUntil = Now + CombatRules.RapidFireSeconds;
            return true;
        }

        if (tank.health >= CombatRules.MaxHealth) return false;
        tank.health = Math.Min(CombatRules.MaxHealth, tank.health + CombatRules.RepairAmount);
        return true;
    }

    private void EndWhatIsOver()
    {
        foreach (Tank tank in roster.Tanks)
        {
            if (tank.isShielded && Now >= tank.ShieldedUntil) tank.isShielded = false;
            if (tank.hasRapidFire && Now >= tank.RapidFireUntil) tank.hasRapidFire = false;
            if (tank.isAlive || Now < tank.RespawnAt) continue;
            Place(tank);
            tank.health = CombatRules.MaxHealth;
        }
    }
}
