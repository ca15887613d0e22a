using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.State;

/// <summary>Serializes one object as a broadcast does, without the messages around it.</summary>
internal sealed class StateSteps(NetworkIdentity identity)
{
    private readonly IdentityWriter _states = new();
    private double _now = 100;

    /// <summary>What the last step gave, by the names that the recordings use.</summary>
    public Dictionary<string, string> Written { get; } = [];

    public void Apply(JsonElement step, RecordedOperations operations)
    {
        foreach (JsonElement operation in step.GetProperty("operations").EnumerateArray())
        {
            if (operation.GetProperty("do").GetString() == "time") _now = operation.GetProperty("now").GetDouble();
            else operations.Apply(operation, identity.NetworkBehaviours);
        }
    }

    public void Spawn()
    {
        _states.Write(identity, ComponentMasks.Initial(identity), initialState: true);
        Written.Clear();
        Keep("owner", "observers");
    }

    public void Broadcast(bool isBaseline)
    {
        ChangedComponents changed = ChangedComponents.OnServer(identity, _now);
        Phases(changed, isBaseline, static kind => (kind.Length == 0 ? "owner" : kind + "Owner", kind.Length == 0 ? "observers" : kind + "Observers"));
    }

    public void BroadcastOfClient(bool isBaseline)
    {
        ChangedComponents changed = ChangedComponents.OnClient(identity, _now);
        Phases(changed, isBaseline, static kind => (kind.Length == 0 ? "reliable" : kind, ""));
    }

    private void Phases(ChangedComponents changed, bool isBaseline, Func<string, (string Owner, string Observers)> names)
    {
        Written.Clear();
        Phase(changed.Reliable, names(""), initialState: false);
        foreach (NetworkBehaviour component in Masked(changed.Reliable)) component.ClearAllDirtyBits(_now);
        Phase(changed.HybridDelta, names("hybridDelta"), initialState: false);
        foreach (NetworkBehaviour component in Masked(changed.HybridDelta)) component.SetSyncTime(_now);
        Phase(isBaseline ? changed.HybridBaseline : default, names("hybridBaseline"), initialState: true);
        if (!isBaseline) return;
        foreach (NetworkBehaviour component in Masked(changed.HybridBaseline)) component.ClearAllDirtyBits(sentAt: null);
    }

    private void Phase(ComponentMasks masks, (string Owner, string Observers) names, bool initialState)
    {
        _states.Write(identity, masks, initialState);
        Keep(names.Owner, names.Observers);
    }

    private void Keep(string owner, string observers)
    {
        Written[owner] = Vectors.Hex(_states.Owner.ToSpan());
        if (observers.Length > 0) Written[observers] = Vectors.Hex(_states.Observers.ToSpan());
    }

    private IEnumerable<NetworkBehaviour> Masked(ComponentMasks masks) =>
        identity.NetworkBehaviours.Where((_, index) => (masks.Either & (1UL << index)) != 0);
}
