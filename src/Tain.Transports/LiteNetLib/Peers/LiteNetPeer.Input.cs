using System.Buffers.Binary;

namespace Tain.Transports;

// What each kind of packet does to a connection, and what is written by hand instead of by a channel.
internal abstract partial class LiteNetPeer
{
    private bool InputReliable(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < LiteNetWire.ChanneledHeaderBytes) return Drop(LiteNetDropReason.Malformed);
        if (packet[LiteNetWire.ChanneledHeaderBytes - 1] != LiteNetWire.ReliableOrderedChannel) return Drop(LiteNetDropReason.UnknownChannel);
        if (!_receiver.Input(packet)) Endpoint.Drops.Count(LiteNetDropReason.OutsideWindow);
        return false;
    }

    private bool InputAck(ReadOnlySpan<byte> packet)
    {
        if (!AckPacket.TryRead(packet, out AckPacket ack)) return Drop(LiteNetDropReason.Malformed);
        if (packet[LiteNetWire.ChanneledHeaderBytes - 1] != LiteNetWire.ReliableOrderedChannel) return Drop(LiteNetDropReason.UnknownChannel);
        if (!_sender.Acknowledge(ack, Endpoint.NowMs)) Endpoint.Drops.Count(LiteNetDropReason.WrongAcknowledgement);
        return false;
    }

    private bool InputPing(ReadOnlySpan<byte> packet)
    {
        if (packet.Length < LiteNetWire.PingBytes) return Drop(LiteNetDropReason.Malformed);
        ushort number = BinaryPrimitives.ReadUInt16LittleEndian(packet[LiteNetWire.HeaderBytes..]);
        if (new LiteNetSequence(number) - new LiteNetSequence(_answeredPing) <= 0 || ++_echoesThisTick > MaxEchoesPerTick) return Drop(LiteNetDropReason.Unexpected);
        _answeredPing = number;
        Span<byte> pong = stackalloc byte[PongPacket.SizeBytes];
        new PongPacket(number, Endpoint.UtcTicks).Write(pong, ConnectionNumber);
        Send(pong);
        return false;
    }

    private bool InputPong(ReadOnlySpan<byte> packet)
    {
        if (!TryTakePong(packet)) Endpoint.Drops.Count(LiteNetDropReason.Unexpected);
        return false;
    }

    private bool InputMtu(LiteNetProperty property, ReadOnlySpan<byte> datagram)
    {
        if (!MtuPacket.TryRead(datagram, out int bytes)) return Drop(LiteNetDropReason.Malformed);
        if (property == LiteNetProperty.MtuOk)
        {
            if (!_pathMtu.Answered(bytes, Endpoint.NowMs)) Endpoint.Drops.Count(LiteNetDropReason.Unexpected);
            return false;
        }
        if (++_echoesThisTick > MaxEchoesPerTick) return Drop(LiteNetDropReason.Unexpected);
        SendMtu(bytes, LiteNetProperty.MtuOk);
        return false;
    }

    private void InputDisconnect(LiteNetHeader header, ReadOnlySpan<byte> packet)
    {
        if (packet.Length < LiteNetWire.DisconnectBytes)
        {
            Endpoint.Drops.Count(LiteNetDropReason.Malformed);
            return;
        }
        // Both must fit, or anybody could throw players out.
        if (BinaryPrimitives.ReadInt64LittleEndian(packet[LiteNetWire.HeaderBytes..]) != ConnectTime || header.ConnectionNumber != ConnectionNumber)
        {
            Endpoint.Drops.Count(LiteNetDropReason.WrongConnection);
            return;
        }
        Send([new LiteNetHeader(LiteNetProperty.ShutdownOk, 0).ToByte()]);
        OnDisconnect();
    }

    private void InputPeerNotFound(ReadOnlySpan<byte> packet)
    {
        if (State == LiteNetPeerState.Connected && PeerNotFoundPacket.IsUnknown(packet, ConnectTime))
        {
            CloseSilently();
            return;
        }
        if (State != LiteNetPeerState.Connected || !PeerNotFoundPacket.IsQuestion(packet) || Endpoint.NowMs - _claimedAtMs < ClaimIntervalMs)
        {
            Endpoint.Drops.Count(LiteNetDropReason.Unexpected);
            return;
        }
        _claimedAtMs = Endpoint.NowMs;
        Span<byte> claim = stackalloc byte[PeerNotFoundPacket.LongBytes];
        PeerNotFoundPacket.WriteClaim(claim, ConnectTime);
        Send(claim);
    }

    // The filling is zeros, not what came: nobody needs it back.
    private void SendMtu(int bytes, LiteNetProperty property)
    {
        Span<byte> datagram = Endpoint.SendBuffer.AsSpan(0, bytes);
        MtuPacket.Write(datagram, property, ConnectionNumber);
        Send(datagram);
    }

    private void SendMerged()
    {
        ReadOnlySpan<byte> datagram = _merger.Take();
        if (datagram.IsEmpty) return;
        Send(datagram);
        _merger.Release();
    }

    private void EnqueueReliable(ReadOnlySpan<byte> data)
    {
        if (data.Length <= Mtu - LiteNetWire.ChanneledHeaderBytes)
        {
            _sender.Enqueue(CreateReliable(data, LiteNetWire.ChanneledHeaderBytes, isFragment: false));
            return;
        }
        int roomBytes = Mtu - FragmentHeader.DataAt;
        int total = (data.Length + roomBytes - 1) / roomBytes;
        for (int part = 0; part < total; part++)
        {
            LiteNetBuffer packet = CreateReliable(data[..Math.Min(roomBytes, data.Length)], FragmentHeader.DataAt, isFragment: true);
            new FragmentHeader(_fragmentId, (ushort)part, (ushort)total).Write(packet.Packet);
            _sender.Enqueue(packet);
            data = data[Math.Min(roomBytes, data.Length)..];
        }
        _fragmentId++;
    }

    private LiteNetBuffer CreateReliable(ReadOnlySpan<byte> data, int headerBytes, bool isFragment)
    {
        LiteNetBuffer packet = Endpoint.Pool.Rent(headerBytes + data.Length);
        packet.Packet[0] = new LiteNetHeader(LiteNetProperty.Channeled, ConnectionNumber, isFragment).ToByte();
        packet.Packet[LiteNetWire.ChanneledHeaderBytes - 1] = LiteNetWire.ReliableOrderedChannel;
        data.CopyTo(packet.Packet[headerBytes..]);
        return packet;
    }
}
