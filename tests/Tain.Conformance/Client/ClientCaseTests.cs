using System.Text.Json;
using Tain.Conformance.Kit;
using Tain.Tests;

namespace Tain.Conformance.Client;

/// <summary>
/// The cases of sync.json that were recorded on a client: the state that an owner sends. The phases are those of the client's broadcast.
/// </summary>
[Trait("Behaviour", "1.4"), Trait("Behaviour", "15")]
public sealed class ClientCaseTests
{
    private static readonly JsonElement Recorded = Vectors.Load("sync.json").GetProperty("cases");

    private readonly IdentityWriter _states = new();

    public static TheoryData<int> Cases => Vectors.Indices(Recorded, static json => json.GetProperty("side").GetString() == "client");

    [Theory, MemberData(nameof(Cases))]
    public void AnOwnerSendsTheRecordedState(int index)
    {
        JsonElement recorded = Recorded[index];
        using var clients = new RecordedClients();
        clients.Spawn(recorded);
        NetworkIdentity copy = clients.Owner.spawned[recorded.GetProperty("netId").GetUInt32()];
        var operations = new RecordedOperations(new RecordedObjects());
        int number = 0;
        foreach (JsonElement step in recorded.GetProperty("steps").EnumerateArray())
        {
            foreach (JsonElement operation in step.GetProperty("operations").EnumerateArray()) operations.Apply(operation, copy.NetworkBehaviours);
            Broadcast(copy, step, clients.Time, $"{recorded.GetProperty("name")}, step {number++}");
        }
    }

    private void Broadcast(NetworkIdentity identity, JsonElement step, double now, string where)
    {
        ChangedComponents changed = ChangedComponents.OnClient(identity, now);
        Compare(identity, changed.Reliable, initialState: false, step.GetProperty("reliable"), where);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, changed.Reliable.Either)) component.ClearAllDirtyBits(now);
        Compare(identity, changed.HybridDelta, initialState: false, step.GetProperty("hybridDelta"), where);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, changed.HybridDelta.Either)) component.SetSyncTime(now);
        // In other frames Mirror's client leaves a stray mask in a buffer that it throws away.
        if (!step.GetProperty("baselineElapsed").GetBoolean()) return;
        Compare(identity, changed.HybridBaseline, initialState: true, step.GetProperty("hybridBaseline"), where);
        foreach (NetworkBehaviour component in new MaskedComponents(identity.NetworkBehaviours, changed.HybridBaseline.Either)) component.ClearAllDirtyBits(sentAt: null);
    }

    private void Compare(NetworkIdentity identity, ComponentMasks masks, bool initialState, JsonElement expected, string where)
    {
        _states.Write(identity, masks, initialState);
        Assert.Equal($"{where}: {expected.GetString()}", $"{where}: {Vectors.Hex(_states.Owner.ToSpan())}");
    }
}
