namespace Tain.Transports.LiteNetLib;

/// <summary>
/// A model of the reliable ordered channel of 0.9.x, written for the tests from the facts in docs/litenetlib-wire.md and sharing no code with ours: its window rules, what it
/// throws away, its resends at a constant pace. It counts what a real peer would throw away.
/// </summary>
internal sealed class OriginalChannel(Action<byte[]> send)
{
    private const int Window = 64;
    private const int Numbers = 32_768;
    private const int ResendMs = 60;

    private readonly Queue<byte[]> _queue = new();
    private readonly (byte[] Packet, long SentAtMs)?[] _pending = new (byte[], long)?[Window];
    private readonly byte[]?[] _held = new byte[Window][];
    private readonly byte[] _acks = new byte[13];
    private int _localStart;
    private int _localNext;
    private int _remoteStart;
    private int _remoteNext;
    private bool _mustAck;

    /// <summary>Acknowledgements of a wrong size or with a window that begins after ours: never sent by a peer that keeps the rules.</summary>
    public int BadAcks { get; private set; }

    /// <summary>Packets too far ahead: never sent by a peer that keeps the rules.</summary>
    public int BadPackets { get; private set; }

    public List<byte[]> Arrived { get; } = [];

    public bool IsIdle => _queue.Count == 0 && _localStart == _localNext;

    public void Enqueue(byte[] packet) => _queue.Enqueue(packet);

    public void Update(long nowMs)
    {
        if (_mustAck)
        {
            _mustAck = false;
            _acks[0] = 2;
            _acks[3] = 2;
            BitConverter.TryWriteBytes(_acks.AsSpan(1), (ushort)_remoteStart);
            send([.. _acks]);
        }
        while (_queue.Count > 0 && Relative(_localNext, _localStart) < Window)
        {
            byte[] packet = _queue.Dequeue();
            BitConverter.TryWriteBytes(packet.AsSpan(1), (ushort)_localNext);
            _pending[_localNext % Window] = (packet, long.MinValue / 2);
            _localNext = (_localNext + 1) % Numbers;
        }
        for (int number = _localStart; number != _localNext; number = (number + 1) % Numbers)
        {
            if (_pending[number % Window] is not { } pending || nowMs - pending.SentAtMs < ResendMs) continue;
            _pending[number % Window] = (pending.Packet, nowMs);
            send(pending.Packet);
        }
    }

    public void InputAck(byte[] packet)
    {
        int start = BitConverter.ToUInt16(packet, 1);
        if (packet.Length != 13 || start >= Numbers || Relative(_localStart, start) < 0)
        {
            BadAcks++;
            return;
        }
        if (Relative(_localStart, start) >= Window) return;
        for (int number = _localStart; number != _localNext; number = (number + 1) % Numbers)
        {
            if (Relative(number, start) >= Window) break;
            int bit = number % Window;
            if ((packet[4 + (bit / 8)] & 1 << (bit % 8)) == 0) continue;
            if (number == _localStart) _localStart = (_localStart + 1) % Numbers;
            _pending[bit] = null;
        }
    }

    public void InputPacket(byte[] packet)
    {
        int number = BitConverter.ToUInt16(packet, 1);
        int ahead = Relative(number, _remoteStart);
        if (number >= Numbers || Relative(number, _remoteNext) > Window || ahead >= 2 * Window)
        {
            BadPackets++;
            return;
        }
        if (ahead < 0) return;
        while (Relative(number, _remoteStart) >= Window)
        {
            int left = _remoteStart % Window;
            _acks[4 + (left / 8)] &= (byte)~(1 << (left % 8));
            _remoteStart = (_remoteStart + 1) % Numbers;
        }
        _mustAck = true;
        int bit = number % Window;
        if ((_acks[4 + (bit / 8)] & 1 << (bit % 8)) != 0) return;
        _acks[4 + (bit / 8)] |= (byte)(1 << (bit % 8));
        _held[bit] = packet;
        while (_held[_remoteNext % Window] is { } next)
        {
            _held[_remoteNext % Window] = null;
            _remoteNext = (_remoteNext + 1) % Numbers;
            Arrived.Add(next);
        }
    }

    private static int Relative(int number, int expected) => ((number - expected + Numbers + (Numbers / 2)) % Numbers) - (Numbers / 2);
}
