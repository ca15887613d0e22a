namespace Tain.Transports.Kcp;

/// <summary>
/// The core finds segments by number and walks the window only when something can be due; a <see cref="LiteralCore"/> walks it always. Whatever arrives, both send the same in the same millisecond.
/// </summary>
public class LiteralCoreTests
{
    private const int Seeds = 60;
    private const int Steps = 400;

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void WhateverArrivesTheCoreSendsWhatTheFactsSay(int block)
    {
        for (int seed = block * Seeds; seed < (block + 1) * Seeds; seed++) new Duel(seed).Run();
    }

    private sealed class Duel : IKcpOutput
    {
        private readonly int _seed;
        private readonly Random _chance;
        private readonly KcpCore _core;
        private readonly LiteralCore _literal;
        private readonly byte[] _buffer;
        private readonly List<string> _sent = [];
        private uint _now;

        public Duel(int seed)
        {
            _seed = seed;
            _chance = new Random(seed);
            // Small segments, so that messages have many; round trips of any length, because here the clocks that are echoed are chance.
            var settings = new KcpSettings
            {
                NoDelay = _chance.Next(4) > 0,
                FastResend = _chance.Next(3),
                CongestionControl = _chance.Next(3) == 0,
                SendWindow = _chance.Next(2) == 0 ? 4_096 : _chance.Next(1, 40),
                ReceiveWindow = KcpSettings.MinReceiveWindow,
                SegmentRoomBytes = 251,
                TimeoutMs = int.MaxValue,
            };
            // Half of them cross the wrap of the numbers, or of the clock.
            uint first = _chance.Next(2) == 0 ? 0 : uint.MaxValue - (uint)_chance.Next(200);
            _now = _chance.Next(2) == 0 ? 0 : uint.MaxValue - (uint)_chance.Next(3_000);
            _buffer = new byte[settings.SegmentRoomBytes];
            _core = new KcpCore(settings, new KcpSegmentPool(settings.MaxPayloadBytes), this);
            _core.Reset(new SequenceNumber(first));
            _literal = new LiteralCore(settings, first);
        }

        public void Run()
        {
            for (int step = 0; step < Steps; step++)
            {
                for (int datagrams = _chance.Next(4) == 0 ? _chance.Next(4) : 0; datagrams > 0; datagrams--) Input();
                if (_chance.Next(3) == 0) Send(_chance.Next(5) == 0 ? _chance.Next(1, 3_000) : _chance.Next(1, 100));
                while (_literal.Readable > 0 && _chance.Next(3) > 0) Receive();

                _now += (uint)(_chance.Next(200) == 0 ? _chance.Next(8_000) : _chance.Next(1, 40));
                _sent.Clear();
                _literal.Update(_now);
                _core.Update(new KcpTime(_now), _buffer, 0);
                Assert.True(_literal.Sent.SequenceEqual(_sent), $"Seed {_seed}, step {step}.\nThe facts: {string.Join("\n", _literal.Sent)}\nThe core: {string.Join("\n", _sent)}");
            }
        }

        void IKcpOutput.Output(Span<byte> datagram)
        {
            _sent.Add("|");
            ReadOnlySpan<byte> left = datagram;
            while (!left.IsEmpty)
            {
                Assert.Equal(KcpInputResult.None, KcpSegmentHeader.TryRead(left, out KcpSegmentHeader header));
                _sent.Add(header.ToString());
                left = left[(KcpSegmentHeader.SizeBytes + header.PayloadBytes)..];
            }
        }

        private void Send(int bytes)
        {
            _literal.Send(bytes);
            Assert.True(_core.TrySend([], new byte[bytes]));
        }

        private void Receive()
        {
            Assert.Equal(_core.Receiver.NextMessageBytes, _literal.Receive());
            _core.Receive(new byte[_core.Receiver.NextMessageBytes]);
        }

        private void Input()
        {
            KcpSegmentHeader[] segments = [.. Enumerable.Range(0, _chance.Next(1, 6)).Select(_ => MakeSegment())];
            byte[] datagram = new byte[segments.Sum(static segment => KcpSegmentHeader.SizeBytes + segment.PayloadBytes)];
            int used = 0;
            foreach (KcpSegmentHeader segment in segments)
            {
                segment.Write(datagram.AsSpan(used));
                used += KcpSegmentHeader.SizeBytes + segment.PayloadBytes;
            }
            _literal.Input(segments);
            Assert.Equal(KcpInputResult.None, _core.Input(datagram));
        }

        // Around what is under way and what is expected, a little beside it too; old and new, in any order.
        private KcpSegmentHeader MakeSegment()
        {
            KcpCommand command = _chance.Next(12) switch
            {
                < 6 => KcpCommand.Acknowledge,
                < 10 => KcpCommand.Push,
                10 => KcpCommand.AskWindow,
                _ => KcpCommand.TellWindow,
            };
            int underWay = (int)(_literal.Next - _literal.FirstUnacknowledged);
            int number = command == KcpCommand.Acknowledge ? _chance.Next(-3, underWay + 3) : _chance.Next(-4, _chance.Next(6) == 0 ? KcpSettings.MinReceiveWindow + 12 : 5);
            int expected = _chance.Next(3) == 0 ? _chance.Next(Math.Min(4, underWay + 1)) : -_chance.Next(3);
            int window = _chance.Next(20) == 0 ? 0 : _chance.Next(3) == 0 ? _chance.Next(1, 30) : 4_096;
            uint from = command == KcpCommand.Acknowledge ? _literal.FirstUnacknowledged : _literal.Expected;
            return new KcpSegmentHeader(
                command,
                0,
                (ushort)window,
                new KcpTime(_now) + -_chance.Next(-20, 200),
                new SequenceNumber(from) + number,
                new SequenceNumber(_literal.FirstUnacknowledged) + expected,
                command == KcpCommand.Push ? _chance.Next(1, 20) : 0);
        }
    }
}
