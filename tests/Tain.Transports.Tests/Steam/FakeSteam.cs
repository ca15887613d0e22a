using System.Net;
using System.Runtime.InteropServices;

namespace Tain.Transports.Steam;

/// <summary>
/// Steam's sockets without Steam: one process with its listeners and connections. States change and are reported as Valve's documentation says, messages wait for a flush, keep
/// their order, have its limits of size and buffers, and lie in memory that must be given back.
/// </summary>
internal sealed unsafe class FakeSteam : ISteamSockets, IDisposable
{
    public const ulong OwnId = 76561197960287930;
    public const ulong NobodysId = 76561197960287931;

    private const int LargestMessageBytes = 512 * 1024;
    private const int ReceiveBufferBytes = 1024 * 1024;

    private readonly Dictionary<uint, Listener> _listeners = [];
    private readonly Dictionary<uint, Line> _lines = [];
    private readonly List<(SteamInbox Inbox, uint Connection)> _reports = [];
    private readonly List<Line> _unreachable = [];
    private readonly HashSet<SteamInbox> _forgotten = [];
    private readonly Queue<SteamMessage> _loose = new();
    private uint _lastHandle = 1_000;
    private ushort _lastPort = 20_000;

    /// <summary>Messages that the endpoints took and did not give back.</summary>
    public int Lent { get; private set; }

    public int Flushes { get; private set; }

    public (int Reason, string Text, bool Linger)? LastClose { get; private set; }

    public SteamSettings LastSettings { get; private set; }

    /// <summary>The next accept fails, as when the connection died on its way.</summary>
    public bool RefusesToAccept { get; set; }

    /// <summary>Connections that are accepted now do not come about, as when the other side falls silent.</summary>
    public bool HoldsHandshakes { get; set; }

    public int LivingLines => _lines.Count;

    public uint Listen(SteamAddress local, SteamSettings settings, SteamInbox inbox)
    {
        if (local is { Ip: not null, Port: 0 }) local = local with { Port = ++_lastPort };
        if (_listeners.Values.Any(other => other.Address.Port == local.Port && other.Address.Ip is null == local.Ip is null)) return 0;
        LastSettings = settings;
        _forgotten.Remove(inbox);
        uint handle = ++_lastHandle;
        _listeners.Add(handle, new Listener(local, settings, inbox));
        return handle;
    }

    public uint Connect(SteamAddress remote, SteamSettings settings, SteamInbox inbox)
    {
        LastSettings = settings;
        _forgotten.Remove(inbox);
        Line client = Add(new Line(++_lastHandle, remote, settings, 0, inbox));
        foreach ((uint handle, Listener listener) in _listeners)
        {
            bool isThere = remote.Ip is null ? listener.Address.Ip is null && remote.SteamId == OwnId : listener.Address.Ip is not null;
            if (!isThere || listener.Address.Port != remote.Port) continue;
            SteamAddress from = remote.Ip is null ? SteamAddress.OfPeer(OwnId, 0) : SteamAddress.OfIp(IPAddress.Loopback.MapToIPv6(), 40_000);
            Line server = Add(new Line(++_lastHandle, from, listener.Settings, handle, listener.Inbox));
            (client.Other, server.Other) = (server, client);
            return client.Handle;
        }
        _unreachable.Add(client);
        return client.Handle;
    }

    public bool Accept(uint connection)
    {
        if (RefusesToAccept || !_lines.TryGetValue(connection, out Line? line) || line.State != SteamConnectionState.Connecting || line.Listener == 0) return false;
        Change(line.Other!, SteamConnectionState.FindingRoute);
        Change(line, SteamConnectionState.FindingRoute);
        if (HoldsHandshakes) return true;
        Change(line.Other!, SteamConnectionState.Connected);
        Change(line, SteamConnectionState.Connected);
        return true;
    }

    public void Close(uint connection, int reason, string text, bool linger)
    {
        LastClose = (reason, text, linger);
        if (!_lines.Remove(connection, out Line? line)) return;
        if (linger) Deliver(line);
        Report(line);
        line.Drop(_loose);
        if (line.Other is not { } other || other.State is SteamConnectionState.ClosedByPeer or SteamConnectionState.ProblemDetectedLocally) return;
        (other.EndReason, other.EndText) = (reason == 0 ? SteamEnd.Goodbye : reason, text);
        Change(other, SteamConnectionState.ClosedByPeer);
    }

    public void CloseListener(uint listener)
    {
        foreach (Line line in _lines.Values.Where(line => line.Listener == listener).ToArray()) Close(line.Handle, 0, "", linger: false);
        _listeners.Remove(listener);
    }

    public void Forget(uint listenerOrConnection)
    {
        if (_listeners.TryGetValue(listenerOrConnection, out Listener? listener)) _forgotten.Add(listener.Inbox);
    }

    public uint CreatePollGroup() => ++_lastHandle;

    public void DestroyPollGroup(uint group)
    {
        foreach (Line line in _lines.Values.Where(line => line.Group == group)) line.Group = 0;
    }

    public void JoinPollGroup(uint connection, uint group) => _lines[connection].Group = group;

    public SteamResult Send(uint connection, ReadOnlySpan<byte> message, bool isReliable)
    {
        if (message.Length > LargestMessageBytes) return (SteamResult)8;
        if (!_lines.TryGetValue(connection, out Line? line) || line.State != SteamConnectionState.Connected) return (SteamResult)3;
        if (line.WaitingBytes + line.Other!.IncomingBytes - ReceiveBufferBytes + message.Length > line.Settings.SendBufferBytes) return SteamResult.LimitExceeded;
        if (!_loose.TryDequeue(out SteamMessage room) || room.Bytes < message.Length)
        {
            if (room.Handle != 0) NativeMemory.Free((void*)room.Handle);
            nint memory = (nint)NativeMemory.Alloc((nuint)message.Length);
            room = new SteamMessage(memory, memory, message.Length, 0, false);
        }
        message.CopyTo(new Span<byte>((void*)room.Data, message.Length));
        line.Waiting.Enqueue(room with { Bytes = message.Length, Connection = line.Other.Handle, IsReliable = isReliable });
        line.WaitingBytes += message.Length;
        return SteamResult.OK;
    }

    public void Flush(uint connection)
    {
        Flushes++;
        if (_lines.TryGetValue(connection, out Line? line)) Deliver(line);
    }

    public int ReceiveFromGroup(uint group, Span<SteamMessage> messages)
    {
        int count = 0;
        foreach (Line line in _lines.Values)
        {
            if (line.Group == group) count += Take(line, messages[count..]);
        }
        return count;
    }

    public int ReceiveFromConnection(uint connection, Span<SteamMessage> messages) => _lines.TryGetValue(connection, out Line? line) ? Take(line, messages) : 0;

    public void Release(SteamMessage message)
    {
        Lent--;
        _loose.Enqueue(message);
    }

    public bool TryGetStatus(uint connection, out SteamStatus status)
    {
        status = default;
        if (!_lines.TryGetValue(connection, out Line? line)) return false;
        status = new SteamStatus(line.State, line.Remote, line.Listener, line.EndReason, line.EndText);
        return true;
    }

    public int GetPort(uint listener) => _listeners[listener].Address is { Ip: not null } address ? address.Port : 0;

    public ulong GetOwnSteamId() => OwnId;

    public void RunCallbacks()
    {
        foreach (Line line in _unreachable)
        {
            if (_lines.ContainsKey(line.Handle)) Break(line.Handle, SteamEnd.Timeout, "Nobody is there");
        }
        _unreachable.Clear();
        foreach ((SteamInbox inbox, uint connection) in _reports)
        {
            if (!_forgotten.Contains(inbox)) inbox.Add(connection);
        }
        _reports.Clear();

        // What Nagle holds back goes out in the end.
        foreach (Line line in _lines.Values) Deliver(line);
    }

    /// <summary>The line breaks: this side notices by itself.</summary>
    public void Break(uint connection, int reason, string text)
    {
        Line line = _lines[connection];
        (line.EndReason, line.EndText) = (reason, text);
        Change(line, SteamConnectionState.ProblemDetectedLocally);
    }

    /// <summary>The connections that a client made, in their order.</summary>
    public uint[] ClientLines => [.. _lines.Values.Where(line => line.Listener == 0).Select(line => line.Handle)];

    public uint[] ServerLines => [.. _lines.Values.Where(line => line.Listener != 0).Select(line => line.Handle)];

    public void Dispose()
    {
        foreach (Line line in _lines.Values) line.Drop(_loose);
        while (_loose.TryDequeue(out SteamMessage message)) NativeMemory.Free((void*)message.Handle);
    }

    private Line Add(Line line)
    {
        _lines.Add(line.Handle, line);
        Report(line);
        return line;
    }

    private void Change(Line line, SteamConnectionState state)
    {
        line.State = state;
        Report(line);
    }

    private void Report(Line line) => _reports.Add((line.Inbox, line.Handle));

    private static void Deliver(Line line)
    {
        if (line.Other is not { } other) return;
        while (line.Waiting.TryDequeue(out SteamMessage message))
        {
            line.WaitingBytes -= message.Bytes;
            other.Incoming.Enqueue(message);
            other.IncomingBytes += message.Bytes;
        }
    }

    private int Take(Line line, Span<SteamMessage> messages)
    {
        int count = 0;
        while (count < messages.Length && line.Incoming.TryDequeue(out SteamMessage message))
        {
            line.IncomingBytes -= message.Bytes;
            messages[count++] = message;
        }
        Lent += count;
        return count;
    }

    private sealed record Listener(SteamAddress Address, SteamSettings Settings, SteamInbox Inbox);

    private sealed class Line(uint handle, SteamAddress remote, SteamSettings settings, uint listener, SteamInbox inbox)
    {
        public uint Handle => handle;

        public SteamAddress Remote => remote;

        public SteamSettings Settings => settings;

        public uint Listener => listener;

        public SteamInbox Inbox => inbox;

        public Line? Other { get; set; }

        public SteamConnectionState State { get; set; } = SteamConnectionState.Connecting;

        public uint Group { get; set; }

        public int EndReason { get; set; }

        public string EndText { get; set; } = "";

        public Queue<SteamMessage> Waiting { get; } = new();

        public Queue<SteamMessage> Incoming { get; } = new();

        public int WaitingBytes { get; set; }

        public int IncomingBytes { get; set; }

        public void Drop(Queue<SteamMessage> loose)
        {
            foreach (SteamMessage message in Incoming.Concat(Waiting)) loose.Enqueue(message);
            Incoming.Clear();
            Waiting.Clear();
            IncomingBytes = WaitingBytes = 0;
        }
    }
}
