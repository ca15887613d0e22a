using Tain.Scenarios.HostAndRemote.Scripts;

namespace Tain.Scenarios.HostAndRemote;

// What is a step of its own: ends, owners, players, sight, hands, the scene, and what clients do.
internal sealed partial class RandomScenario
{
    private void End()
    {
        // Objects of the scene go to sleep and wake; while a client is not ready it would not hear of the first and not believe the second.
        if (Pick(thing => thing.IsSpawned && (!thing.IsOfScene || _isReady) && (_isReady || !IsOrBearsPlayer(thing))) is not { } thing) return;
        string name = thing.Name;
        switch (_random.Next(4))
        {
            case 0 when !IsBound(thing) && !thing.IsPlayer && !thing.IsOfScene:
                Add($"unspawn {name}", stage => stage.Server.UnSpawn(stage.Things[name]));
                thing.IsSpawned = false;
                thing.IsHidden = false;
                thing.Owner = null;
                break;
            case 1 when !IsBound(thing) && !thing.IsPlayer && !thing.IsOfScene:
                Add($"unspawn and spawn {name}", stage =>
                {
                    stage.Server.UnSpawn(stage.Things[name]);
                    stage.Server.Spawn(stage.Things[name]);
                });
                thing.IsHidden = false;
                thing.Owner = null;
                break;
            case 2 when !thing.IsOfScene:
                Add($"engine destroys {name}", stage => stage.Server.World.Destroy(stage.Things[name]));
                Forget(thing);
                break;
            default:
                if (thing.IsOfScene && IsBound(thing)) return;
                Add($"destroy {name}", stage => stage.Server.Destroy(stage.Things[name]));
                if (thing.IsOfScene)
                {
                    thing.IsSpawned = false;
                    thing.Owner = null;
                }
                else
                {
                    Forget(thing);
                }
                break;
        }
    }

    private bool IsOrBearsPlayer(ModelThing thing) => thing.IsPlayer || _things.Any(other => other.HeldBy == thing && IsOrBearsPlayer(other));

    private void Own()
    {
        if (Pick(thing => !thing.IsSpawned && !thing.IsOfScene) is { } away && _random.Chance(0.5))
        {
            Add($"spawn {away.Name} again", stage => stage.Server.Spawn(stage.Things[away.Name]));
            away.IsSpawned = true;
            return;
        }
        if (Pick(thing => thing.IsSpawned && !thing.IsHidden && !thing.IsPlayer) is not { } thing) return;
        string name = thing.Name;
        if (thing.Owner is not null)
        {
            Add($"take {name} from {thing.Owner}", stage => stage[name].RemoveClientAuthority());
            thing.Owner = null;
            return;
        }
        string owner = _isThere && _random.Chance(0.7) ? "client" : "witness";
        Add($"give {name} to {owner}", stage => stage[name].AssignClientAuthority(stage.Owner(owner)!));
        thing.Owner = owner;
    }

    // The client's player becomes another one, or none and then another one.
    private void Move()
    {
        // A player that is unspawned with something in its hand would take it along on remote clients only.
        if (!_isReady || _things.Any(thing => thing.HeldBy is { IsPlayer: true })) return;
        string name = $"captain{++_named}";
        var next = new ModelThing(name, SeaChart.Captain) { Owner = "client", IsPlayer = true };
        if (_random.Chance(0.5))
        {
            ReplacePlayerOptions option = Enum.GetValues<ReplacePlayerOptions>()[_random.Next(4)];
            RetirePlayer(keepsOwner: option == ReplacePlayerOptions.KeepAuthority, keepsLife: option is ReplacePlayerOptions.KeepAuthority or ReplacePlayerOptions.KeepActive);
            Add($"{name} replaces the player, {option}", stage =>
            {
                stage.Things[name] = stage.Server.World.Instantiate(SeaChart.Captain);
                if (stage.Connection.identity is null) stage.Server.AddPlayerForConnection(stage.Connection, stage.Things[name]);
                else stage.Server.ReplacePlayerForConnection(stage.Connection, stage.Things[name], option);
            });
        }
        else
        {
            RemovePlayerOptions option = Enum.GetValues<RemovePlayerOptions>()[_random.Next(3)];
            RetirePlayer(keepsOwner: false, keepsLife: option == RemovePlayerOptions.KeepActive);
            Add($"no player, {option}", stage => stage.Server.RemovePlayerForConnection(stage.Connection, option));
            Add($"{name} is the player", stage =>
            {
                stage.Things[name] = stage.Server.World.Instantiate(SeaChart.Captain);
                stage.Server.AddPlayerForConnection(stage.Connection, stage.Things[name]);
            });
        }
        _things.Add(next);
        _hasPlayer = true;
    }

    private void RetirePlayer(bool keepsOwner, bool keepsLife)
    {
        if (_things.Find(thing => thing.IsPlayer) is not { } player) return;
        player.IsPlayer = false;
        if (!keepsOwner) player.Owner = null;
        if (!keepsLife) Forget(player);
    }

    private void HideOrShow()
    {
        if (!_isReady) return;
        if (Pick(thing => thing.IsSpawned && (thing.IsHidden || (thing.Owner is null && !IsBound(thing) && !thing.IsOfScene))) is not { } thing) return;
        string name = thing.Name;
        if (thing.IsHidden) Add($"show {name}", stage => stage.Server.ShowForConnection(stage[name], stage.Connection));
        else Add($"hide {name}", stage => stage.Server.HideForConnection(stage[name], stage.Connection));
        thing.IsHidden = !thing.IsHidden;
    }

    private void Hold()
    {
        if (Pick(thing => thing.HeldBy is not null) is { } held && _random.Chance(0.5))
        {
            Add($"let {held.Name} go", stage => stage.Of<Ship>(held.Name).GiveTo(null));
            held.HeldBy = null;
            return;
        }
        // Who is not ready does not hear of hands; and nobody holds what holds him.
        if (!_isReady) return;
        ModelThing? bearer = Pick(thing => thing.IsSpawned && !thing.IsHidden && thing.HeldBy is null);
        ModelThing? item = Pick(thing => thing.IsSpawned && !thing.IsHidden && !thing.IsOfScene && !thing.IsPlayer && !IsBound(thing) && thing != bearer);
        if (bearer is null || item is null || bearer.IsOfScene) return;
        Add($"{bearer.Name} takes {item.Name}", stage => stage.Of<Ship>(item.Name).GiveTo(stage[bearer.Name]));
        item.HeldBy = bearer;
    }

    private void UseScene()
    {
        if (!_isReady && _buoysKnown) return;
        Add("the scene awakes", stage =>
        {
            stage.Server.SpawnObjects();
            foreach (NetworkIdentity identity in stage.Server.spawned.Values.Where(identity => identity.sceneId != 0)) stage.Things[$"{Buoy}{identity.sceneId}"] = identity.gameObject;
        });
        if (!_buoysKnown) _things.AddRange(SeaChart.Buoys.Select(sceneId => new ModelThing($"{Buoy}{sceneId}", Buoy)));
        foreach (ModelThing buoy in _things.Where(thing => thing.IsOfScene)) buoy.IsSpawned = true;
        _buoysKnown = true;
    }

    private void ClientActs()
    {
        int value = _random.Next(100);
        if (Pick(thing => thing.IsSpawned && thing.Owner == "witness") is { } others && _random.Chance(0.3))
        {
            Add($"the witness repairs {others.Name}", stage => stage.WitnessCopy<Ship>(others.Name).CmdRepair(value));
            if (others.HasPurse) Add($"the witness steers {others.Name}", stage => stage.WitnessCopy<Helm>(others.Name).course = value);
            return;
        }
        if (!_isReady) return;
        if (Pick(thing => thing.IsSpawned && !thing.IsHidden) is not { } thing) return;
        string name = thing.Name;
        if (thing.Owner != "client")
        {
            Add($"the client hails {name}", stage => stage.Copy<Ship>(name).CmdHail($"{value}"));
            return;
        }
        switch (_random.Next(4))
        {
            case 0 when thing.HasPurse:
                Add($"the client steers {name}", stage => stage.Copy<Helm>(name).course = value);
                break;
            case 1 when thing.HasPurse:
                Add($"the client orders {name}", stage => stage.Copy<Helm>(name).orders.Add(value));
                break;
            case 2:
                Add($"the client rows {name}", stage => stage.Copy<Ship>(name).CmdRow(value));
                break;
            default:
                Add($"the client repairs {name}", stage => stage.Copy<Ship>(name).CmdRepair(value));
                break;
        }
    }
}
