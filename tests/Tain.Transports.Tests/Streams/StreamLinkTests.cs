using Microsoft.Extensions.Logging.Abstractions;

namespace Tain.Transports.Streams;

public class StreamLinkTests
{
    // Kestrel takes a request apart when its connection has finished; an abort that was still under way on the timer's thread ended the process.
    [Fact]
    public async Task AConnectionIsNotFinishedWhileItIsBeingBrokenOff()
    {
        for (int round = 0; round < 50; round++)
        {
            var link = new Link();
            using var isAborting = new ManualResetEventSlim();
            bool hasAborted = false;
            int finishing = 0;
            link.AttachAbort(() =>
            {
                isAborting.Set();
                while (Volatile.Read(ref finishing) == 0) Thread.Yield();
                for (int i = 0; i < 1000; i++) Thread.Yield();
                Volatile.Write(ref hasAborted, true);
            });
            Task aborting = Task.Run(link.Abort);
            isAborting.Wait();

            Volatile.Write(ref finishing, 1);
            link.End();

            Assert.True(Volatile.Read(ref hasAborted), "What stands under a connection is still in use when it has finished.");
            await aborting;
        }
    }

    [Fact]
    public void AFinishedConnectionIsNotBrokenOffAnyMore()
    {
        var link = new Link();
        int aborts = 0;
        link.AttachAbort(() => aborts++);
        link.Abort();
        link.End();
        link.Abort();
        Assert.Equal(1, aborts);
    }

    private sealed class Link() : StreamLink(
        1, "127.0.0.1", new ReadyQueue(), new StreamLimits(100, 1000, 1000, TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1)), TimeProvider.System, NullLogger.Instance)
    {
        protected override string Protocol => "test";

        public void End() => Finish();
    }
}
