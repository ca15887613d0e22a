using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>For the built-in server: silent for a while, then a burst of lines that go to everybody who sees the player.</summary>
public sealed class ChatScript : ILoadScript
{
    private const int LinesPerBurst = 5;
    private const double MeanSecondsBetweenBursts = 10;
    private const string Line = "Has anybody seen the old bridge? ";

    private double _nextBurst;

    /// <inheritdoc/>
    public void OnJoined(LoadClient client) => _nextBurst = client.Time + (client.Random.NextDouble() * MeanSecondsBetweenBursts);

    /// <inheritdoc/>
    public void OnTick(LoadClient client)
    {
        if (client.Time < _nextBurst) return;
        _nextBurst = client.Time + (client.Random.NextDouble() * 2 * MeanSecondsBetweenBursts);
        for (int i = 0; i < LinesPerBurst; i++)
        {
            NetworkWriter parameters = client.BeginCommand();
            parameters.WriteString(Line);
            parameters.WriteDouble(client.Time);
            client.SendCommand(Runner.CmdSayHash);
        }
    }

    /// <inheritdoc/>
    public void OnRpc(LoadClient client, LoadRpc rpc, NetworkReader parameters)
    {
        // A line comes to all; only the speaker's own clock can tell how long it took.
        if (rpc.FunctionHash != Runner.RpcSaidHash || rpc.NetId != client.PlayerNetId) return;
        parameters.ReadString();
        client.RecordReply(parameters.ReadDouble());
    }
}
