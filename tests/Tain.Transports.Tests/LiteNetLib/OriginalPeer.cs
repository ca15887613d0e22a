namespace Tain.Transports.LiteNetLib;

/// <summary>A connected client as 0.9.x is one, around <see cref="OriginalChannel"/>: fragments at its first MTU, merging, pongs, MTU answers.</summary>
internal sealed class OriginalPeer
{
    private const int Mtu = 508;
    private readonly RawLiteNetPeer _raw;
    private readonly Action<byte[]> _sendOverTheLine;
    private readonly List<byte[]> _merge = [];
    private ushort _fragmentId;

    public OriginalPeer(RawLiteNetPeer raw, Action<byte[]> sendOverTheLine)
    {
        _raw = raw;
        _sendOverTheLine = sendOverTheLine;
        Channel = new OriginalChannel(Merge);
    }

    public OriginalChannel Channel { get; }

    public List<byte[]> Unreliable { get; } = [];

    /// <summary>The largest datagram that came.</summary>
    public int LongestDatagram { get; private set; }

    public void SendReliable(byte[] data)
    {
        if (data.Length + 4 <= Mtu)
        {
            Channel.Enqueue([1, 0, 0, 2, .. data]);
            return;
        }
        int room = Mtu - 10;
        int total = (data.Length + room - 1) / room;
        for (int part = 0; part < total; part++) Channel.Enqueue(LiteNetTable.Fragment(0, _fragmentId, part, total, data.AsSpan(part * room, Math.Min(room, data.Length - (part * room))).ToArray()));
        _fragmentId++;
    }

    public void Tick(long nowMs)
    {
        foreach (byte[] datagram in _raw.Take())
        {
            LongestDatagram = Math.Max(LongestDatagram, datagram.Length);
            Input(datagram);
        }
        Channel.Update(nowMs);
        Flush();
    }

    /// <summary>What arrived on the reliable channel, fragments put together by their part's place, as 0.9.x does.</summary>
    public List<byte[]> Reliable()
    {
        List<byte[]> whole = [];
        var parts = new Dictionary<ushort, byte[]?[]>();
        foreach (byte[] packet in Channel.Arrived)
        {
            if ((packet[0] & 0x80) == 0)
            {
                whole.Add(packet[4..]);
                continue;
            }
            ushort id = BitConverter.ToUInt16(packet, 4);
            if (!parts.TryGetValue(id, out byte[]?[]? all)) parts.Add(id, all = new byte[BitConverter.ToUInt16(packet, 8)][]);
            all[BitConverter.ToUInt16(packet, 6)] = packet[10..];
            if (all.Contains(null)) continue;
            // It places part i at i times the first part's length, so the lengths must be equal.
            Assert.All(all[..^1], part => Assert.Equal(all[0]!.Length, part!.Length));
            whole.Add([.. all.SelectMany(part => part!)]);
            parts.Remove(id);
        }
        return whole;
    }

    private void Input(byte[] packet)
    {
        switch (packet[0] & 0x1f)
        {
            case 0:
                Unreliable.Add(packet[1..]);
                break;
            case 1:
                Assert.Equal(2, packet[3]);
                Channel.InputPacket(packet);
                break;
            case 2:
                Assert.Equal(2, packet[3]);
                Channel.InputAck(packet);
                break;
            case 3:
                _sendOverTheLine(LiteNetTable.Pong(BitConverter.ToUInt16(packet, 1)));
                break;
            case 9:
                packet[0] = 10;
                _sendOverTheLine(packet);
                break;
            case 12:
                for (int at = 1; at < packet.Length;)
                {
                    int length = BitConverter.ToUInt16(packet, at);
                    Input(packet[(at + 2)..(at + 2 + length)]);
                    at += 2 + length;
                }
                break;
            case 6:
                break;
            default:
                Assert.Fail($"A server of 0.9.x does not send {Convert.ToHexString(packet)}.");
                break;
        }
    }

    private void Merge(byte[] packet)
    {
        if (packet.Length + 3 + 20 >= Mtu)
        {
            _sendOverTheLine(packet);
            return;
        }
        if (1 + _merge.Sum(one => one.Length + 2) + 3 + packet.Length > Mtu) Flush();
        _merge.Add([.. packet]);
    }

    private void Flush()
    {
        if (_merge.Count > 0) _sendOverTheLine(_merge.Count == 1 ? _merge[0] : LiteNetTable.Merged([.. _merge]));
        _merge.Clear();
    }
}
