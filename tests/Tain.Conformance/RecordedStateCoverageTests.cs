using System.Text.Json;
using Tain.Tests;

namespace Tain.Conformance;

/// <summary>
/// What of sync.json and sync2.json no test compares yet, by name. The tests choose what they can build; this one keeps what they leave out from going unseen:
/// a new recording that none of them takes fails here, and so does a name that is no longer left out.
/// </summary>
public sealed class RecordedStateCoverageTests
{
    private const string Reliable = "Mirror.NetworkTransformReliable";
    private const string Hybrid = "Mirror.NetworkTransformHybrid";
    private const string Unreliable = "Mirror.NetworkTransformUnreliable";

    // The components that are not built yet.
    private static readonly string[] s_missing = [Reliable, Hybrid];

    private static readonly string[] s_leftOut =
    [
        "NetworkTransformReliable",
        "NetworkTransformReliable, full",
        "NetworkTransformReliable, position only",
        "NetworkTransformHybrid",
        "NetworkTransformHybrid, full",
        "client: NetworkTransformReliable",
        "world coordinates",
        "NetworkTransformReliable: spawn after movement",
        "NetworkTransformHybrid: spawn after movement",
        .. new[] { "Reliable", "Hybrid" }.SelectMany(static kind => new[]
        {
            $"NetworkTransform{kind}, default settings: move, stop, late joiner, teleport, reset",
            $"NetworkTransform{kind}, scale, rotation uncompressed: move, stop, late joiner, teleport, reset",
            $"NetworkTransform{kind}, onlySyncOnChange off: move, stop, late joiner, teleport, reset",
            $"NetworkTransform{kind} client to server, player object",
            $"NetworkTransform{kind} client to server, player object: the client",
            $"NetworkTransform{kind} client to server, assigned authority",
            $"NetworkTransform{kind} client to server, assigned authority: the client",
        }),

        // The remote calls of these two are compared, by Tain.Components.Tests; their state is not.
        "NetworkTransform: send every third interval",
        "NetworkTransform: parts switched off",

        // Everything in it is built; its comparison is not.
        "client to server components (Observers, Owner, Hybrid) relayed to the others: the client",
    ];

    [Fact]
    public void WhatIsNotComparedYetIsKnownByName()
    {
        IEnumerable<string> cases = new[] { "sync.json", "sync2.json" }.SelectMany(static file => Vectors.Load(file).GetProperty("cases").EnumerateArray())
            .Where(static json => !IsCaseCompared(json)).Select(NameOf);
        IEnumerable<string> runs = Vectors.Load("sync2.json").GetProperty("runs").EnumerateArray().Where(static json => !IsRunCompared(json)).Select(NameOf);
        Assert.Equal(s_leftOut.Order(), cases.Concat(runs).Order());
    }

    private static bool IsCaseCompared(JsonElement json) => Types(json.GetProperty("components")).All(IsBuilt);

    private static bool IsRunCompared(JsonElement json)
    {
        string[] types = [.. json.GetProperty("prefabs").EnumerateArray().SelectMany(static prefab => Types(prefab.GetProperty("components")))];
        return types.All(IsBuilt) && (json.GetProperty("side").GetString() == "server" || types.Contains(Unreliable));
    }

    private static bool IsBuilt(string type)
    {
        Assert.True(
            type == Unreliable || s_missing.Contains(type) || type.StartsWith("RigGame.", StringComparison.Ordinal),
            $"The recordings hold a component '{type}' that no test knows. Teach the recorded prefabs to make it.");
        return !s_missing.Contains(type);
    }

    private static IEnumerable<string> Types(JsonElement components) => components.EnumerateArray().Select(static one => one.GetProperty("type").GetString()!);

    private static string NameOf(JsonElement json) => json.GetProperty("name").GetString()!;
}
