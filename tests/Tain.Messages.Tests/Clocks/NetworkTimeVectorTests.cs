using System.Text.Json;
using Tain.Simulation;

namespace Tain.Tests.Clocks;

/// <summary>What a client makes of pongs is what Mirror makes of them.</summary>
public class NetworkTimeVectorTests
{
    private static readonly JsonElement Recorded = ClockVectors.Time;

    /// <summary>The first pong, those that directly follow another one, and the one from the future, which changes nothing.</summary>
    public static TheoryData<int> Pongs
    {
        get
        {
            JsonElement steps = Recorded.GetProperty("clientPong");
            var indices = new TheoryData<int>();
            for (int i = 0; i < steps.GetArrayLength(); i++)
            {
                if (i == 0 || EchoOf(steps[i]) - EchoOf(steps[i - 1]) is < 0.15 or > 100) indices.Add(i);
            }

            return indices;
        }
    }

    [Fact]
    public void TheConstantsAreMirrors()
    {
        JsonElement constants = Recorded.GetProperty("constants");
        Assert.Equal(NetworkTime.PingWindowSize, constants.GetProperty("pingWindowSize").GetInt32());
        Assert.Equal(NetworkTime.PredictionErrorWindowSize, constants.GetProperty("predictionErrorWindowSize").GetInt32());
        Assert.Equal(constants.GetProperty("pingInterval").GetSingle(), new NetworkTime(new SimulatedClock()).PingInterval);
    }

    [Theory, MemberData(nameof(Pongs))]
    [Trait("Behaviour", "18.2")]
    public void APongMovesTheAveragesAsInMirror(int index)
    {
        // The recording leaves pongs out, so each case begins with the state that was recorded before it. One whose predecessor is missing only starts the next.
        JsonElement step = Recorded.GetProperty("clientPong")[index];
        var time = new NetworkTime(new SimulatedClock()) { followsServer = true };
        if (index > 0) Restore(time, Recorded.GetProperty("clientPong")[index - 1]);
        time.BeginFrame(step.Number("now"));
        JsonElement pong = step.GetProperty("pong");
        time.OnPong(new NetworkPongMessage(pong.Number("localTime"), pong.Number("predictionErrorUnadjusted"), pong.Number("predictionErrorAdjusted")));

        foreach (JsonProperty expected in step.EnumerateObject())
        {
            double? actual = expected.Name switch
            {
                "now" or "pong" or "note" => null,
                "rtt" => time.rtt,
                "rttVariance" => time.rttVariance,
                "predictionErrorUnadjusted" => time.predictionErrorUnadjusted,
                "predictionErrorAdjusted" => time.predictionErrorAdjusted,
                "predictedTime" => time.predictedTime,
                string other => throw new InvalidOperationException($"The recording holds a '{other}' that this test does not know. Teach it."),
            };
            if (actual is { } value) Assert.Equal(expected.Value.GetDouble(), value, 1e-12);
        }
    }

    [Trait("Attack", "A-01")]
    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1000)]
    public void ATimeThatNoPeerEverSentIsIgnored(double echoed)
    {
        var time = new NetworkTime(new SimulatedClock());
        time.BeginFrame(10);
        time.OnPong(new NetworkPongMessage(echoed, 1, 1));
        Assert.Equal((0, 0), (time.rtt, time.predictionErrorUnadjusted));

        time.OnPong(new NetworkPongMessage(9, double.NaN, double.PositiveInfinity));
        Assert.Equal((1, 0, 0), (time.rtt, time.predictionErrorUnadjusted, time.predictionErrorAdjusted));
    }

    [Fact]
    [Trait("Behaviour", "18.1")]
    public void AServersTimeIsItsOwnAndFollowsTheTimeScale()
    {
        var clock = new SimulatedClock();
        clock.Advance(TimeSpan.FromSeconds(100));
        var time = new NetworkTime(clock) { timeScale = 0.5 };
        clock.Advance(TimeSpan.FromSeconds(2));
        Assert.Equal(0, time.localTime);
        time.BeginFrame();
        Assert.Equal((2, 1, 1, 2), (time.localTime, time.localScaledTime, time.time, time.unscaledTime));
        Assert.Equal((2, 0, 2), (time.predictedTime, time.offset, time.unscaledDeltaTime));
    }

    private static double EchoOf(JsonElement step) => step.GetProperty("pong").Number("localTime");

    // Two samples with the right distance give a fresh average any value and variance.
    private static void Restore(NetworkTime time, JsonElement state)
    {
        const double alpha = 2.0 / (NetworkTime.PingWindowSize + 1);
        double distance = Math.Sqrt(state.Number("rttVariance") / ((1 - alpha) * alpha));
        double first = state.Number("rtt") - (alpha * distance);
        double error = state.Number("predictionErrorUnadjusted");
        time.BeginFrame(state.Number("now"));
        time.OnPong(new NetworkPongMessage(time.localTime - first, error, state.Number("predictionErrorAdjusted")));
        time.OnPong(new NetworkPongMessage(time.localTime - first - distance, error, state.Number("predictionErrorAdjusted")));
    }
}
