using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>For the built-in server: walks in a circle, one Command per tick, and measures how long the server's answer takes.</summary>
public sealed class MoveScript : ILoadScript
{
    private const float Radius = 10;
    private const double SecondsPerRound = 8;

    private double _phase;

    /// <inheritdoc/>
    public void OnJoined(LoadClient client) => _phase = client.Random.NextDouble() * SecondsPerRound;

    /// <inheritdoc/>
    public void OnTick(LoadClient client)
    {
        (double sin, double cos) = Math.SinCos((client.Time + _phase) / SecondsPerRound * Math.Tau);
        NetworkWriter parameters = client.BeginCommand();
        parameters.WriteFloat((float)cos * Radius);
        parameters.WriteFloat((float)sin * Radius);
        parameters.WriteDouble(client.Time);
        client.SendCommand(Runner.CmdMoveHash);
    }

    /// <inheritdoc/>
    public void OnRpc(LoadClient client, LoadRpc rpc, NetworkReader parameters)
    {
        if (rpc.FunctionHash == Runner.TargetMovedHash && parameters.Remaining >= sizeof(double)) client.RecordReply(parameters.ReadDouble());
    }
}
