using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Tain.Transports.LiteNetLib;

/// <summary>The bytes of each kind of packet, written down by hand from the facts in docs/litenetlib-wire.md, against what reads and writes them.</summary>
public class LiteNetWireTests
{
    private const long Time = 0x0102030405060708;
    private const string TimeBytes = "0807060504030201";

    // Wire numbers never change. If this fails, a value was renumbered: put it back.
    [Theory]
    [InlineData(0, "Unreliable")]
    [InlineData(1, "Channeled")]
    [InlineData(2, "Ack")]
    [InlineData(3, "Ping")]
    [InlineData(4, "Pong")]
    [InlineData(5, "ConnectRequest")]
    [InlineData(6, "ConnectAccept")]
    [InlineData(7, "Disconnect")]
    [InlineData(8, "UnconnectedMessage")]
    [InlineData(9, "MtuCheck")]
    [InlineData(10, "MtuOk")]
    [InlineData(11, "Broadcast")]
    [InlineData(12, "Merged")]
    [InlineData(13, "ShutdownOk")]
    [InlineData(14, "PeerNotFound")]
    [InlineData(15, "InvalidProtocol")]
    [InlineData(16, "NatMessage")]
    [InlineData(17, "Empty")]
    public void PropertiesHaveTheirNumbers(int value, string name) => Assert.Equal(name, ((LiteNetProperty)value).ToString());

    [Theory]
    [InlineData(LiteNetProperty.Channeled, 0, false, 0x01)]
    [InlineData(LiteNetProperty.Channeled, 0, true, 0x81)]
    [InlineData(LiteNetProperty.Channeled, 3, true, 0xE1)]
    [InlineData(LiteNetProperty.Disconnect, 2, false, 0x47)]
    [InlineData(LiteNetProperty.Merged, 1, false, 0x2C)]
    internal void TheHeaderPacksPropertyNumberAndFragmentBit(LiteNetProperty property, byte number, bool isFragment, byte expected)
    {
        var header = new LiteNetHeader(property, number, isFragment);
        Assert.Equal(expected, header.ToByte());
        Assert.Equal(header, LiteNetHeader.From(expected));
    }

    [Fact]
    public void ARequestCarriesProtocolTimeAddressAndKey()
    {
        var target = new SocketAddress(AddressFamily.InterNetwork, 16);
        Convert.FromHexString("020022B80A0000010000000000000000").CopyTo(target.Buffer);
        byte[] key = [.. BitConverter.GetBytes(17), .. Encoding.ASCII.GetBytes("MIRROR_LITENETLIB")];
        string expected = "05" + "0B000000" + TimeBytes + "10" + "020022B80A0000010000000000000000" + "11000000" + "4D4952524F525F4C4954454E45544C4942";

        byte[] datagram = new byte[1_000];
        int bytes = new ConnectRequestPacket(0, Time).Write(datagram, target, key);
        Assert.Equal(expected, Convert.ToHexString(datagram.AsSpan(0, bytes)));
        Assert.True(ConnectRequestPacket.TryReadProtocol(datagram.AsSpan(0, bytes), out int protocol));
        Assert.Equal(11, protocol);
        Assert.True(ConnectRequestPacket.TryRead(datagram.AsSpan(0, bytes), out ConnectRequestPacket request, out ReadOnlySpan<byte> data));
        Assert.Equal(new ConnectRequestPacket(0, Time), request);
        Assert.Equal(key, data.ToArray());
    }

    [Fact]
    public void ARequestToAnIPv6AddressHasTwentyEightAddressBytes()
    {
        byte[] datagram = new byte[1_000];
        SocketAddress target = new IPEndPoint(IPAddress.IPv6Loopback, 8888).Serialize();
        int bytes = new ConnectRequestPacket(3, Time).Write(datagram, target, [1]);
        Assert.Equal(14 + 28 + 1, bytes);
        Assert.Equal("65" + "0B000000" + TimeBytes + "1C", Convert.ToHexString(datagram.AsSpan(0, 14)));
        Assert.Equal(target.Buffer.Span[..28].ToArray(), datagram.AsSpan(14, 28).ToArray());
        Assert.True(ConnectRequestPacket.TryRead(datagram.AsSpan(0, bytes), out ConnectRequestPacket request, out _));
        Assert.Equal(3, request.ConnectionNumber);
    }

    [Fact]
    public void AnAcceptanceCarriesTimeAndNumber()
    {
        byte[] datagram = new byte[ConnectAcceptPacket.SizeBytes];
        new ConnectAcceptPacket(Time, 2).Write(datagram);
        Assert.Equal("06" + TimeBytes + "0200", Convert.ToHexString(datagram));
        Assert.True(ConnectAcceptPacket.TryRead(datagram, out ConnectAcceptPacket accept));
        Assert.Equal(new ConnectAcceptPacket(Time, 2), accept);
    }

    [Theory]
    [InlineData("06" + TimeBytes + "02", "too short")]
    [InlineData("06" + TimeBytes + "020000", "too long")]
    [InlineData("06" + TimeBytes + "0400", "a number of three bits")]
    [InlineData("06" + TimeBytes + "0202", "a flag that is neither 0 nor 1")]
    [InlineData("06" + TimeBytes + "020000000000", "the acceptance of protocol 13")]
    public void OtherAcceptancesAreNone(string bytes, string why) => Assert.False(ConnectAcceptPacket.TryRead(Convert.FromHexString(bytes), out _), why);

    [Fact]
    public void AnAcknowledgementIsThirteenBytesWithABitForEachNumberModuloSixtyFour()
    {
        // The window begins at 70 (0x46): received are 70 (bit 6), 71 (bit 7), 72 (bit 8) and 133 (bit 5).
        byte[] packet = new byte[AckPacket.SizeBytes];
        ulong received = 1UL << 6 | 1UL << 7 | 1UL << 8 | 1UL << 5;
        new AckPacket(new LiteNetSequence(70), received).Write(packet, connectionNumber: 1);
        Assert.Equal("22" + "4600" + "02" + "E001000000000000" + "00", Convert.ToHexString(packet));
        Assert.True(AckPacket.TryRead(packet, out AckPacket ack));
        Assert.Equal(new AckPacket(new LiteNetSequence(70), received), ack);
    }

    [Fact]
    public void APongEchoesTheNumberAndTellsTheClock()
    {
        byte[] packet = new byte[PongPacket.SizeBytes];
        new PongPacket(0x0203, Time).Write(packet, connectionNumber: 0);
        Assert.Equal("04" + "0302" + TimeBytes, Convert.ToHexString(packet));
        Assert.True(PongPacket.TryRead(packet, out PongPacket pong));
        Assert.Equal(new PongPacket(0x0203, Time), pong);
    }

    [Fact]
    public void AFragmentHasItsHeaderBehindTheChannel()
    {
        byte[] packet = Convert.FromHexString("81" + "0500" + "02" + "0100" + "0200" + "0300" + "AABB");
        Assert.True(FragmentHeader.TryRead(packet, out FragmentHeader header));
        Assert.Equal(new FragmentHeader(1, 2, 3), header);
        Assert.Equal(10, FragmentHeader.DataAt);
        byte[] written = new byte[10];
        header.Write(written);
        Assert.Equal("010002000300", Convert.ToHexString(written.AsSpan(4)));
    }

    [Fact]
    public void AnMtuProbeNamesItsSizeAtBothEnds()
    {
        byte[] datagram = new byte[1_164];
        MtuPacket.Write(datagram, LiteNetProperty.MtuCheck, connectionNumber: 0);
        Assert.Equal("09" + "8C040000", Convert.ToHexString(datagram.AsSpan(0, 5)));
        Assert.Equal("8C040000", Convert.ToHexString(datagram.AsSpan(1_160)));
        Assert.True(MtuPacket.TryRead(datagram, out int bytes));
        Assert.Equal(1_164, bytes);
        Assert.False(MtuPacket.TryRead(datagram.AsSpan(0, 1_163), out _));
        datagram[1_160]++;
        Assert.False(MtuPacket.TryRead(datagram, out _));
    }

    [Fact]
    public void APeerThatIsNotKnownIsAskedInThreeSteps()
    {
        byte[] claim = new byte[PeerNotFoundPacket.LongBytes];
        PeerNotFoundPacket.WriteClaim(claim, Time);
        Assert.Equal("0E" + "00" + TimeBytes, Convert.ToHexString(claim));
        byte[] unknown = new byte[PeerNotFoundPacket.LongBytes];
        PeerNotFoundPacket.WriteUnknown(unknown, claim);
        Assert.Equal("0E" + "01" + TimeBytes, Convert.ToHexString(unknown));
        Assert.True(PeerNotFoundPacket.IsUnknown(unknown, Time));
        Assert.False(PeerNotFoundPacket.IsUnknown(unknown, Time + 1));
        Assert.True(PeerNotFoundPacket.IsQuestion([0x0E]));
    }

    [Fact]
    public void ADisconnectNamesTheConnection()
    {
        byte[] datagram = new byte[LiteNetWire.DisconnectBytes];
        LiteNetPeer.WriteDisconnect(datagram, Time, connectionNumber: 2);
        Assert.Equal("47" + TimeBytes, Convert.ToHexString(datagram));
    }

    [Fact]
    public void AMergedDatagramIsItsPacketsEachBehindItsLength()
    {
        byte[] buffer = new byte[100];
        byte[] datagram = Convert.FromHexString("0C" + "0200" + "00AA" + "0500" + "01000002BB");
        datagram.CopyTo(buffer, 0);
        var packets = new MergedPackets(buffer);
        packets.Begin(datagram.Length);
        Assert.True(packets.IsMerged);
        Assert.True(packets.TryNext(out ReadOnlySpan<byte> first));
        Assert.Equal("00AA", Convert.ToHexString(first));
        Assert.True(packets.TryNext(out ReadOnlySpan<byte> second));
        Assert.Equal("01000002BB", Convert.ToHexString(second));
        Assert.False(packets.TryNext(out _));
        Assert.False(packets.IsBroken);
    }

    [Theory]
    [InlineData(0, 0, 0)]
    [InlineData(1, 0, 1)]
    [InlineData(0, 1, -1)]
    [InlineData(0, 32_767, 1)]
    [InlineData(32_767, 0, -1)]
    [InlineData(16_383, 0, 16_383)]
    [InlineData(16_384, 0, -16_384)]
    public void NumbersWrapAtFifteenBits(int left, int right, int expected) => Assert.Equal(expected, new LiteNetSequence(left) - new LiteNetSequence(right));
}
