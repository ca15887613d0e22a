using System.Buffers.Binary;
using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Transports.Kcp;

/// <summary>One case of kcp2.json: what was done to the real kcp2k, and what it did, as lines "time side connection what".</summary>
internal sealed class KcpRecording
{
    private const int LongestDataInFull = 64;
    private readonly HashSet<string> _lost = [];
    private readonly JsonElement[] _events;

    public KcpRecording(string name)
    {
        JsonElement recorded = Vectors.Case("kcp2.json", name);
        Name = name;
        DelayMs = recorded.Number("oneWayDelayMs");
        EndedAt = recorded.Number("endedAt");
        ConnectedAtServer = Connections(recorded, "serverConnections");
        ConnectedClients = Connections(recorded, "clientsConnected");
        _events = [.. recorded.GetProperty("events").EnumerateArray()];
        foreach (JsonElement one in _events) Read(one);
        Cookies = [.. ServerCookies()];
    }

    public string Name { get; }

    public int DelayMs { get; }

    public int EndedAt { get; }

    public int[] ConnectedAtServer { get; }

    public int[] ConnectedClients { get; }

    /// <summary>What was done from outside, in order of time.</summary>
    public List<JsonElement> Actions { get; } = [];

    /// <summary>What the recorded side did, in order of time.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>The cookies of the server in the order in which it made connections.</summary>
    public uint[] Cookies { get; }

    /// <summary>The first of <see cref="Cookies"/> as it stands in datagrams.</summary>
    public string CookieHex
    {
        get
        {
            byte[] bytes = new byte[4];
            BinaryPrimitives.WriteUInt32LittleEndian(bytes, Cookies[0]);
            return Convert.ToHexStringLower(bytes);
        }
    }

    public static string Describe(ReadOnlySpan<byte> data)
    {
        if (data.Length <= LongestDataInFull) return Convert.ToHexStringLower(data);
        for (int i = 1; i < data.Length; i++) Assert.Equal((byte)(data[0] + i), data[i]);
        return $"{data.Length} bytes from {data[0]}";
    }

    /// <summary>True when the recorded wire lost this datagram.</summary>
    public bool IsLost(string line) => _lost.Contains(line);

    /// <summary>The bytes of a recorded send; long ones count up from a number that the datagram shows.</summary>
    public byte[] ContentOf(JsonElement send)
    {
        if (send.GetProperty("hex").ValueKind == JsonValueKind.String) return send.Hex("hex");
        byte first = FirstByteOf(send);
        return [.. Enumerable.Range(0, send.Number("size")).Select(i => (byte)(first + i))];
    }

    private static int[] Connections(JsonElement recorded, string property) =>
        [.. recorded.GetProperty(property).EnumerateArray().Select(one => one.GetInt32())];

    private byte FirstByteOf(JsonElement send)
    {
        const int UnreliableStart = KcpWire.EnvelopeBytes + 1;
        const int ReliableStart = KcpWire.EnvelopeBytes + KcpSegmentHeader.SizeBytes + 1;
        int at = send.Number("at");
        JsonElement sent = _events.FirstOrDefault(
            one => one.Number("at") >= at && one.Text("event") == "output" && one.Text("from") == send.Text("side") && one.Text("hex").Length > 2 * LongestDataInFull);
        if (sent.ValueKind == JsonValueKind.Undefined) return 0;
        return sent.Hex("hex")[send.Text("channel") == "Reliable" ? ReliableStart : UnreliableStart];
    }

    private void Read(JsonElement one)
    {
        string prefix = $"{one.Number("at")} ";
        switch (one.Text("event"))
        {
            case "output":
                string line = $"{prefix}{one.Text("from")} {one.Number("connection")} output {one.Text("hex")}";
                Lines.Add(line);
                if (one.Text("fate") == "lost") _lost.Add(line);
                break;
            case "connected" or "disconnected":
                Lines.Add($"{prefix}{one.Text("side")} {one.Number("connection")} {one.Text("event")}");
                break;
            case "error":
                Lines.Add($"{prefix}{one.Text("side")} {one.Number("connection")} error {one.Text("code")}");
                break;
            case "data":
                Lines.Add($"{prefix}{one.Text("side")} {one.Number("connection")} data {one.Text("channel")} {DescribeData(one)}");
                break;
            case "input":
                // Our own datagram arrives; that it is the same follows from the outputs.
                break;
            case "not sent: connection is not registered":
                // The real server answers a stranger into the void.
                break;
            default:
                Actions.Add(one);
                break;
        }
    }

    private string DescribeData(JsonElement data)
    {
        if (data.GetProperty("hex").ValueKind == JsonValueKind.String) return data.Text("hex");
        JsonElement send = _events.Last(one => one.Text("event") == "send" && one.Number("at") < data.Number("at") && one.Number("size") == data.Number("size"));
        return Describe(ContentOf(send));
    }

    private IEnumerable<uint> ServerCookies()
    {
        foreach (JsonElement connected in _events.Where(one => one.Text("event") == "connected" && one.Text("side") == "server"))
        {
            JsonElement first = _events.First(
                one => one.Text("event") == "output" && one.Text("from") == "server" && one.Number("connection") == connected.Number("connection"));
            yield return BinaryPrimitives.ReadUInt32LittleEndian(first.Hex("hex").AsSpan(1));
        }
    }
}
