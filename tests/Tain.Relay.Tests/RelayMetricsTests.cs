using System.Diagnostics.Metrics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Tain.Transports;

namespace Tain.Relay;

public class RelayMetricsTests
{
    [Fact]
    public void WhatIsRefusedIsCountedByItsReason()
    {
        using var relay = new RunningRelay();
        var factory = relay.Services.GetRequiredService<IMeterFactory>();
        var seen = new Dictionary<string, long>(StringComparer.Ordinal);
        using var listener = new MeterListener
        {
            // Other relays of this process have meters of the same name.
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Name == Traffic.MeterName && ReferenceEquals(instrument.Meter.Scope, factory)) self.EnableMeasurementEvents(instrument);
            },
        };
        void Note(Instrument instrument, long value, ReadOnlySpan<KeyValuePair<string, object?>> tags)
        {
            string name = instrument.Name;
            foreach (KeyValuePair<string, object?> tag in tags) name += $" {tag.Value}";
            seen[name] = value;
        }
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.SetMeasurementEventCallback<int>((instrument, value, tags, _) => Note(instrument, value, tags));
        listener.Start();
        Assert.Equal(RelayAdmission.Ok, relay.Desk.TryOpen(1, [], out _));

        using var socket = new UdpClient();
        var to = new IPEndPoint(IPAddress.Loopback, relay.ClientPort);
        socket.Send([1, 0, 0, 0, 9, 0, 0, 0, 2, 7], to);
        socket.Send([1], to);
        socket.Send([], to);
        long stopAt = Environment.TickCount64 + 20_000;
        while (relay.Desk.Counters.TotalRefused < 3 && Environment.TickCount64 < stopAt) Thread.Yield();
        listener.RecordObservableInstruments();

        Assert.Equal(1, seen["tain.relay.sessions"]);
        Assert.Equal(1, seen["tain.relay.refused UnknownSession"]);
        Assert.Equal(2, seen["tain.relay.refused TooShort"]);
        Assert.Equal(0, seen["tain.relay.packets"]);
        Assert.Equal(0, seen["tain.relay.io"]);
        Assert.Equal(0, seen["tain.relay.unsent"]);
    }
}
