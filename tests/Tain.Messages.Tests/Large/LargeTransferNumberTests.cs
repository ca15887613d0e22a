using Tain.Messages;

namespace Tain.Tests.Large;

/// <summary>Numbers of large messages that follow a server's clock go round after seven weeks, and servers live longer.</summary>
public class LargeTransferNumberTests
{
    [Theory]
    [InlineData(0L)]
    [InlineData(2147483648L - 40)]
    [InlineData(4294967296L - 40)]
    [InlineData(4294967296L + 5000)]
    [InlineData(315_576_000_000L)]
    public void NumbersThatFollowTheClockNeverRunOut(long serverAgeMilliseconds)
    {
        using var stage = new Stage((clock, log) => new MessageServerOptions { TimeProvider = clock, Logger = log, LargeTransfersFollowClock = true });
        stage.Clock.Advance(TimeSpan.FromMilliseconds(serverAgeMilliseconds));
        List<int> numbers = [];
        stage.Join(one => one.RegisterLargeHandler<Note>(note => numbers.Add(note.Number)));

        LargeTransfer[] transfers = [.. Enumerable.Range(0, 16).Select(i => stage.Server.SendLarge(stage.Server.Connections[1], new Note { Number = i, Payload = new byte[i == 0 ? 2_000_000 : 50_000] }))];
        transfers[3].Cancel();
        stage.Run(frames: 2);
        transfers[0].Cancel();
        stage.Run(frames: 100);

        Assert.Empty(stage.Log.Lines);
        Assert.Equal(14, transfers.Count(one => one.State == LargeTransferState.Completed));
        Assert.Equal([1, 2, .. Enumerable.Range(4, 12)], numbers);
    }
}
