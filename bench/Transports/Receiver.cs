using System.Diagnostics;
using Tain.Transports;

namespace Tain.Bench;

/// <summary>The process that takes packets, tells how many it has, and writes down what that cost it.</summary>
internal static class Receiver
{
    // The sender may need its ten seconds to connect.
    private const double GiveUpSeconds = 15;

    public static int Run(IEnd end)
    {
        Console.WriteLine($"port {end.Port}");
        Note seen = default;
        byte[] reply = new byte[Note.SizeBytes];
        long received = 0;
        Cost? before = null;
        Channel channel = Channel.Unreliable;
        using (end)
        {
            long heardAt = Stopwatch.GetTimestamp();
            while (seen.Phase < 2 && Stopwatch.GetElapsedTime(heardAt).TotalSeconds < GiveUpSeconds)
            {
                int packets = end.Receive(ref seen);
                received += packets;
                if (seen.Phase == 1 && before is null) before = Cost.Now(received);
                if (seen.Phase == 2) break;
                if (packets == 0)
                {
                    end.Flush();
                    Thread.Sleep(1);
                    continue;
                }
                heardAt = Stopwatch.GetTimestamp();
                new Note { Phase = seen.Phase, Count = received }.Write(reply);
                end.Send(reply, channel);
                end.Flush();
            }
            Console.WriteLine(before is { } start && seen.Phase == 2 ? Cost.Now(received) - start : "failed");
            // The sender may wait for acknowledgements until it is told to go.
            Console.In.ReadLine();
        }
        return 0;
    }
}
