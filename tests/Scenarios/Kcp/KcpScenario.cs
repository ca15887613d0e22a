using System.Buffers.Binary;

namespace Tain.Scenarios.Kcp;

/// <summary>What the scenarios of KcpTransport share: packets that can be recognised and checked when they come out.</summary>
internal static class KcpScenario
{
    /// <summary>First byte of the packet with which a client says its name; numbered packets have another.</summary>
    public const byte NameTag = 1;

    public static readonly TimeSpan TickInterval = TimeSpan.FromMilliseconds(16);

    private const byte NumberTag = 2;
    private const int HeaderBytes = 1 + sizeof(int);

    /// <summary>A packet with a number in front and a body that follows from number and length.</summary>
    public static byte[] Numbered(int number, int bytes)
    {
        byte[] packet = new byte[Math.Max(HeaderBytes, bytes)];
        packet[0] = NumberTag;
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(1), number);
        for (int i = HeaderBytes; i < packet.Length; i++) packet[i] = (byte)((number * 31) + (i * 7));
        return packet;
    }

    /// <summary>The number of a packet, after a check that every byte of it is as it was made.</summary>
    public static int NumberOf(byte[] packet)
    {
        int number = BinaryPrimitives.ReadInt32LittleEndian(packet.AsSpan(1));
        Assert.True(packet.AsSpan().SequenceEqual(Numbered(number, packet.Length)), $"Packet {number} was altered under way.");
        return number;
    }

    public static IEnumerable<int> NumbersOf(IEnumerable<byte[]> packets) => packets.Select(NumberOf);

    public static TheoryData<ulong> Seeds(int count)
    {
        var seeds = new TheoryData<ulong>();
        for (int i = 1; i <= count; i++) seeds.Add((ulong)i);
        return seeds;
    }
}
