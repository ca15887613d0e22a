using Tain.Conformance.Kit;

namespace Tain.Conformance.Sessions;

/// <summary>
/// In which frame of the recorded server each batch of its client arrived. The recording does not say, but the server's answers do: an echo, a pong, a greeting bear
/// the time of the frame in which the question was handled. A batch that was not answered arrived with the next one that was; after the last of those, too late.
/// </summary>
internal sealed class RecordedArrivals
{
    /// <summary>After the last frame that is recorded.</summary>
    public const double TooLate = double.PositiveInfinity;

    private readonly List<(double Frame, SessionBatch Batch)> _arrivals = [];

    public RecordedArrivals(RecordedSession session)
    {
        double frame = TooLate;
        foreach (SessionBatch batch in session.FromClient.Reverse())
        {
            frame = AnswerTo(batch, session) is { } answered ? Math.Min(frame, answered) : frame;
            _arrivals.Add((frame, batch));
        }
        _arrivals.Reverse();
    }

    /// <summary>What arrived in a frame, in order.</summary>
    public IEnumerable<SessionBatch> In(double frame) => _arrivals.Where(arrival => arrival.Frame == frame).Select(static arrival => arrival.Batch);

    private static double? AnswerTo(SessionBatch batch, RecordedSession session)
    {
        if (batch.Find<NetworkPingMessage>() is { } ping) return FrameOf<NetworkPongMessage>(session, pong => pong.localTime == ping.localTime);
        if (batch.Find<AddPlayerMessage>() is not null) return FrameOf<ObjectSpawnStartedMessage>(session, static _ => true);
        if (batch.Find<RigGame.RigChat>() is not null) return FrameOf<RigGame.RigChat>(session, static _ => true);
        if (batch.Find<CommandMessage>() is not { } command) return null;
        byte[] echoed = [.. command.payload];
        return FrameOf<RpcMessage>(session, rpc => rpc.payload.AsSpan().SequenceEqual(echoed));
    }

    private static double? FrameOf<T>(RecordedSession session, Predicate<T> isAnswer) where T : struct, NetworkMessage
    {
        foreach (SessionBatch batch in session.FromServer)
        {
            bool answers = false;
            new SentPacket(0, batch.Channel, batch.Bytes).ForEach<T>((message, _) => answers |= isAnswer(message));
            if (answers) return batch.Timestamp;
        }
        return null;
    }
}
