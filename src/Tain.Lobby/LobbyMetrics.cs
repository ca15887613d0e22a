using System.Diagnostics.Metrics;

namespace Tain.Lobbies;

/// <summary>What the service counts, meter <c>Tain.Lobby</c>.</summary>
internal sealed class LobbyMetrics
{
    /// <summary>The meter's name.</summary>
    public const string MeterName = "Tain.Lobby";

    private readonly Counter<long> _requests;
    private readonly Counter<long> _abandoned;

    public LobbyMetrics(IMeterFactory meters)
    {
        Meter meter = meters.Create(new MeterOptions(MeterName));
        _requests = meter.CreateCounter<long>("tain.lobby.requests", "{request}", "Requests by what was asked and how it ended.");
        _abandoned = meter.CreateCounter<long>("tain.lobby.abandoned", "{lobby}", "Lobbies that were removed because nobody used them.");
    }

    public void CountRequest(string operation, LobbyRefusal refusal) =>
        _requests.Add(1, new KeyValuePair<string, object?>("operation", operation), new KeyValuePair<string, object?>("outcome", LobbyAnswers.NameOf(refusal)));

    public void CountAbandoned(int lobbies) => _abandoned.Add(lobbies);
}
