using System.Diagnostics;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>
/// The process that sends: as much as the window allows, then it waits for the receiver to tell how much has come. A packet that is lost (the window stays
/// full for a while) is written off; on the reliable channel none is.
/// </summary>
internal sealed class Sender(IEnd end, int bytes, Channel channel, double seconds, int window)
{
    private const int MaxPerTick = 256;
    private const double WarmUpSeconds = 0.4;
    private const double LostAfterSeconds = 0.1;
    private const double ConnectSeconds = 10;

    private readonly byte[] _packet = new byte[bytes];
    private Note _seen;
    private long _sent;
    private long _lost;
    private long _progressAt;

    public int Run()
    {
        using (end)
        {
            long start = Stopwatch.GetTimestamp();
            while (!end.IsConnected)
            {
                Tick(0);
                if (Stopwatch.GetElapsedTime(start).TotalSeconds < ConnectSeconds) continue;
                Console.WriteLine("failed");
                return 1;
            }
            Send(WarmUpSeconds, phase: 0);
            Cost before = Cost.Now(_sent);
            Send(seconds, phase: 1);
            Cost used = Cost.Now(_sent) - before;
            if (!end.IsConnected)
            {
                Console.WriteLine("failed");
                return 1;
            }
            Console.WriteLine(used);
            Goodbye();
        }
        return 0;
    }

    private void Send(double duration, byte phase)
    {
        long start = _progressAt = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < duration) Tick(phase);
    }

    private void Tick(byte phase)
    {
        long before = _seen.Count;
        end.Receive(ref _seen);
        if (_seen.Count != before) _progressAt = Stopwatch.GetTimestamp();
        long underWay = _sent - _lost - _seen.Count;
        int allowed = end.IsConnected ? (int)Math.Min(MaxPerTick, window - underWay) : 0;
        if (allowed <= 0 && channel == Channel.Unreliable && Stopwatch.GetElapsedTime(_progressAt).TotalSeconds > LostAfterSeconds)
        {
            _lost += underWay;
            _progressAt = Stopwatch.GetTimestamp();
        }
        for (int i = 0; i < allowed; i++)
        {
            new Note { Phase = phase, Count = ++_sent }.Write(_packet);
            end.Send(_packet, channel);
        }
        end.Flush();
        if (allowed <= 0) Thread.Sleep(1);
    }

    // Repeated, because the unreliable channel may lose it; the receiver stops at the first.
    private void Goodbye()
    {
        for (int i = 0; i < 20; i++)
        {
            new Note { Phase = 2, Count = _sent }.Write(_packet);
            end.Send(_packet, channel);
            for (int j = 0; j < 5; j++)
            {
                end.Flush();
                Thread.Sleep(1);
                end.Receive(ref _seen);
            }
        }
    }
}
