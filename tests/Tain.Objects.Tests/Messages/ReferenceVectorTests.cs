using System.Text.Json;

namespace Tain.Tests;

/// <summary>References to networked objects as they are recorded, and what readers make of them.</summary>
[Trait("Behaviour", "13.5")]
public class ReferenceVectorTests
{
    private static readonly string[] Writers = ["WriteNetworkIdentity", "WriteGameObject", "WriteTransform", "WriteNetworkBehaviour"];
    private static readonly JsonElement Recorded = Vectors.Load("primitives.json").GetProperty("values");

    private readonly Session _session = new();

    public static TheoryData<int> Cases => Vectors.Indices(Recorded, json => Writers.Contains(json.GetProperty("writer").GetString()));

    [Fact]
    public void TheRecordingsHaveAllFourKinds() => Assert.Equal(11, Cases.Count);

    [Theory, MemberData(nameof(Cases))]
    public void ReferencesAreWrittenAndReadAsRecorded(int index)
    {
        JsonElement json = Recorded[index];
        JsonElement value = json.GetProperty("value");
        uint netId = value.ValueKind == JsonValueKind.Null ? 0 : value.GetProperty("netId").GetUInt32();
        int component = value.ValueKind == JsonValueKind.Object && value.TryGetProperty("componentIndex", out JsonElement number) ? number.GetInt32() : 0;
        GameObject? target = value.ValueKind == JsonValueKind.Null ? null : Spawn(netId);
        NetworkReader reader = ReaderOf(json.GetProperty("hex").Bytes());
        var writer = new NetworkWriter();
        object? expected = netId == 0 ? null : target, read;
        switch (json.GetProperty("writer").GetString())
        {
            case "WriteNetworkIdentity":
                writer.Write(target?.GetComponent<NetworkIdentity>());
                read = reader.Read<NetworkIdentity?>()?.gameObject;
                break;
            case "WriteGameObject":
                writer.Write(target);
                read = reader.Read<GameObject?>();
                break;
            case "WriteTransform":
                writer.Write(target?.transform);
                read = reader.Read<Transform?>()?.gameObject;
                break;
            default:
                expected = target!.GetComponents<Actor>()[component];
                writer.Write((NetworkBehaviour)expected);
                read = reader.Read<NetworkBehaviour?>();
                break;
        }

        Assert.Equal(json.GetProperty("hex").GetString(), Vectors.Hex(writer.ToSpan()));
        Assert.Same(expected, read);
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void UnknownObjectsReadAsNull()
    {
        NetworkReader reader = ReaderOf([0x63, 0, 0, 0, 0x63, 0, 0, 0, 9]);

        Assert.Null(reader.ReadNetworkIdentity());
        Assert.Null(reader.ReadNetworkBehaviour());
        Assert.Equal(0, reader.Remaining);
    }

    [Fact]
    public void AComponentThatTheObjectDoesNotHaveIsAnError()
    {
        Spawn(5);

        Assert.Throws<InvalidDataException>(() => ReaderOf([5, 0, 0, 0, 2]).ReadNetworkBehaviour());
    }

    [Fact]
    public void AComponentOfAnotherTypeReadsAsNull()
    {
        Spawn(5);

        Assert.Null(ReaderOf([5, 0, 0, 0, 1]).ReadNetworkBehaviour<Other>());
        Assert.NotNull(ReaderOf([5, 0, 0, 0, 1]).ReadNetworkBehaviour<Actor>());
    }

    [Fact]
    public void AReaderOutsideAnyWorldSaysWhatToDo() =>
        Assert.Contains("ReadUInt()", Assert.Throws<InvalidOperationException>(() => new NetworkReader([5, 0, 0, 0]).ReadNetworkIdentity()).Message);

    [Fact]
    public void WhatOthersCannotKnowIsWrittenAsNullWithAWarning()
    {
        var writer = new NetworkWriter();

        writer.WriteGameObject(_session.Server.World.CreateGameObject("Rock"));
        writer.WriteNetworkIdentity(_session.Server.World.Instantiate("Actor").GetComponent<NetworkIdentity>());

        Assert.Equal("0000000000000000", Vectors.Hex(writer.ToSpan()));
        Assert.Equal(2, _session.Server.Log.Count("is sent as null"));
    }

    private NetworkReader ReaderOf(byte[] bytes) => new(bytes) { Context = NetworkWorld.Of(_session.Server.World) };

    private GameObject Spawn(uint netId)
    {
        GameObject made = _session.Server.World.Instantiate("Secret");
        if (netId == 0) return made;
        _session.NetworkServer.Spawn(made);
        NetworkIdentity identity = made.GetComponent<NetworkIdentity>()!;
        _session.NetworkServer.SpawnTable.Remove(identity.netId);
        identity.netId = netId;
        _session.NetworkServer.SpawnTable.Add(netId, identity);
        return made;
    }

    private sealed class Other : NetworkBehaviour
    {
        protected internal override bool Weaved() => true;
    }
}
