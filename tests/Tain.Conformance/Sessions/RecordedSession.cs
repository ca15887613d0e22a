using System.Text.Json;
using Tain.Tests;

namespace Tain.Conformance.Sessions;

/// <summary>A session between a real Mirror server and a real Mirror client (tests/vectors/README.md): what they sent, and what they logged.</summary>
internal sealed class RecordedSession
{
    /// <summary>Ticks per second of the clocks on both sides.</summary>
    public const long ClockFrequency = 10_000_000;

    private readonly SessionFraming _framing;

    private RecordedSession(JsonElement json)
    {
        Transport = json.GetProperty("transport").GetString()!;
        SendRate = json.GetProperty("sendRate").GetInt32();
        FrameSeconds = 1.0 / json.GetProperty("frameRate").GetInt32();
        Marks = [.. json.GetProperty("marks").EnumerateArray().Select(static mark => new SessionMark(
            mark.GetProperty("ms").GetDouble(), mark.GetProperty("side").GetString() == "server", mark.GetProperty("text").GetString()!))];
        _framing = Transport switch
        {
            "kcp" => new KcpFraming(),
            "telepathy" => new TelepathyFraming(),
            "web" => new WebFraming(),
            _ => throw new InvalidDataException($"A session over '{Transport}' was recorded, which this test cannot read. Teach it."),
        };
        foreach (JsonElement packet in json.GetProperty("packets").EnumerateArray())
            _framing.Read(packet.GetProperty("ms").GetDouble(), packet.GetProperty("direction").GetString() == "server to client", packet.GetProperty("hex").Bytes());
        _framing.End();
    }

    /// <summary>The recordings.</summary>
    public static string[] Files { get; } = ["session-kcp.json", "session-telepathy.json", "session-web.json"];

    public static TheoryData<string> All => [.. Files];

    public string Transport { get; }

    public int SendRate { get; }

    /// <summary>Seconds between two frames of either side, when all went well.</summary>
    public double FrameSeconds { get; }

    public IReadOnlyList<SessionMark> Marks { get; }

    /// <summary>All batches, in the order on the wire.</summary>
    public IReadOnlyList<SessionBatch> Batches => _framing.Batches;

    /// <summary>What the transport said on its own account, by side and kind, with how often.</summary>
    public IReadOnlyDictionary<string, int> TransportsOwn => _framing.Own;

    public IEnumerable<SessionBatch> FromServer => Batches.Where(static batch => batch.FromServer);

    public IEnumerable<SessionBatch> FromClient => Batches.Where(static batch => !batch.FromServer);

    /// <summary>The server's number for the client.</summary>
    public int ConnectionId => int.Parse(MarksOf(server: true).First(static text => text.StartsWith("server: connected ", StringComparison.Ordinal)).Split(' ')[^1]);

    public static RecordedSession Load(string file) => new(Vectors.Load(file));

    /// <summary>What one side logged.</summary>
    public IEnumerable<string> MarksOf(bool server) => Marks.Where(mark => mark.OnServer == server).Select(static mark => mark.Text);
}
