namespace Tain.Transports.Kcp;

/// <summary>
/// Where we react to a bad peer, or to a caller's mistake, otherwise than the real kcp2k, case by case and with the reason. Everything else in kcp2.json is equal.
/// The numbers (K-..) are those of docs/mirror/transport-security.md.
/// </summary>
internal static class KcpKnownDifferences
{
    private const string Stranger = "datagram from an unknown endpoint: ";
    private const string Known = "datagram with the right cookie to an authenticated connection: ";
    private const string First = "first datagram that a connecting client receives: ";
    private const string NormalConnect = First + "5 bytes, then the real answer";
    private const string ServerFull = "server full: the server disconnects inside its connected event";

    // K-05. kcp2k reports errors and disconnects of endpoints that were never reported connected (also five for each kicked client, whose echoes come late).
    // The upper layer must not hear of strangers.
    private static readonly string[] s_strangersMakeNoEvents =
    [
        "two clients, server disconnects one",
        ServerFull,
        Stranger + "unreliable header 1",
        Stranger + "data first",
        Stranger + "reliable header 0",
        Stranger + "reliable header 4",
        First + "disconnect with a cookie",
        First + "disconnect with cookie 0",
    ];

    private static readonly Dictionary<string, Func<KcpRecording, List<string>>> s_edits = new()
    {
        // K-23: a packet of no bytes is no batch; nothing above has a use for it.
        [Known + "unreliable data, empty"] = recording => [.. recording.Lines.Where(line => !line.Contains("data Unreliable", StringComparison.Ordinal))],

        // Newer kcp2k than Mirror's answers pings with header 4 (Pong). transports.md 2.12: ignore it, so that such a peer is not thrown out.
        [Known + "reliable header 4"] = recording =>
            [.. Before(recording, 100), $"100 server 1 output 01{recording.CookieHex}000000005200001000000000010000000200000000000000"],

        // K-09: a message of length 0 can never be taken and blocks the stream for good; kcp2k keeps such a connection, full, as long as pings come.
        [Known + "reliable, length 0"] = recording => [.. Before(recording, 100), .. ServerEnds(recording, 100, "InvalidReceive")],

        // K-19: kcp2k adopts the cookie of whatever comes first, so that one forged datagram spoils the connect. Only an answer to our Hello gives the cookie.
        [First + "unreliable data with a cookie, then the real answer"] = ConnectsNormally,
        [First + "channel 9 with a cookie, then the real answer"] = ConnectsNormally,
        [First + "hello from another server, then the real answer"] = ConnectsNormally,

        // A local mistake costs an error, not the connection (the contract of TransportClient.Send); kcp2k disconnects for an empty packet and only logs one too long.
        ["sizes at the sender"] = recording =>
        [
            .. Before(recording, 100),
            recording.Lines.Single(line => line.StartsWith("100 client 1 output", StringComparison.Ordinal) && line.Length > 1000),
            .. Enumerable.Repeat("100 client 1 error InvalidSend", 4),
            "120 server 1 data Unreliable 1194 bytes from 1",
        ],
    };

    // K-02. With address confirmation the server reports a client when its first datagram with the right cookie arrives, a round trip after the Hello.
    private static readonly Dictionary<string, Func<KcpRecording, List<string>, List<string>>> s_confirmationEdits = new()
    {
        // The kick inside the connected event comes after the client has connected; it leaves as before, but knows that it was in.
        [ServerFull] = (recording, lines) =>
        [
            .. lines.Where(line => TimeOf(line) < 20),
            .. HelloAnswers(recording, 20),
            "40 client 1 connected", "40 client 2 connected",
            .. recording.Cookies.Select((_, i) => $"40 client {i + 1} output 01{Cookie(recording, i)}000000005200001000000000000000000100000000000000"),
            "60 server 1 connected", "60 server 2 connected",
            .. Disconnects(recording, 60, "server", 2), "60 server 2 disconnected",
            .. Disconnects(recording, 80, "client", 2), "80 client 2 disconnected",
        ],

        // The data behind the Hello waits for the confirmation, so the window in our answer is one smaller (4095).
        [Stranger + "hello, two segments: hello and data"] = (_, lines) =>
            [.. lines.Where(line => line.Contains("output", StringComparison.Ordinal)).Select(WithWindow4095)],
    };

    public static IEnumerable<string> Cases => s_strangersMakeNoEvents.Concat(s_edits.Keys).Concat(s_confirmationEdits.Keys);

    /// <summary>What we must do in a recorded case.</summary>
    public static List<string> Apply(KcpRecording recording, bool confirmAddresses, out bool isAsRecorded)
    {
        List<string> lines = recording.Lines;
        List<string> fromStrangers = [.. EventsOfStrangers(lines)];
        Assert.Equal(s_strangersMakeNoEvents.Contains(recording.Name), fromStrangers.Count > 0);
        lines = [.. WithoutEventsOfStrangers(lines)];
        isAsRecorded = true;
        if (s_edits.TryGetValue(recording.Name, out Func<KcpRecording, List<string>>? edit))
        {
            lines = edit(recording);
            Assert.NotEqual(recording.Lines, lines);
            isAsRecorded = false;
        }
        if (!confirmAddresses) return lines;
        isAsRecorded = false;
        return s_confirmationEdits.TryGetValue(recording.Name, out Func<KcpRecording, List<string>, List<string>>? confirm)
            ? confirm(recording, lines)
            : WithConfirmation(recording, lines);
    }

    private static int TimeOf(string line) => int.Parse(line.Split(' ')[0]);

    private static IEnumerable<string> Before(KcpRecording recording, int time) => recording.Lines.Where(line => TimeOf(line) < time);

    private static IEnumerable<string> EventsOfStrangers(List<string> lines) => lines.Except(WithoutEventsOfStrangers(lines));

    private static IEnumerable<string> WithoutEventsOfStrangers(List<string> lines)
    {
        var connected = new HashSet<string>();
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            if (words[1] == "server" && words[3] is "connected") connected.Add(words[2]);
            bool isEnd = words[1] == "server" && words[3] is ("error" or "disconnected");
            if (!isEnd || connected.Contains(words[2])) yield return line;
            if (words[1] == "server" && words[3] is "disconnected") connected.Remove(words[2]);
        }
    }

    // Command and fragment, then the window: ACK and PUSH.
    private static string WithWindow4095(string line) =>
        line.Replace("52000010", "5200ff0f", StringComparison.Ordinal).Replace("51000010", "5100ff0f", StringComparison.Ordinal);

    private static string Cookie(KcpRecording recording, int index) =>
        Convert.ToHexStringLower(BitConverter.GetBytes(recording.Cookies[index]));

    private static IEnumerable<string> Disconnects(KcpRecording recording, int time, string side, int connection) =>
        Enumerable.Repeat($"{time} {side} {connection} output 02{Cookie(recording, connection - 1)}05", 5);

    private static IEnumerable<string> HelloAnswers(KcpRecording recording, int time) => recording.Cookies.Select((_, i) =>
        $"{time} server {i + 1} output 01{Cookie(recording, i)}000000005200001000000000000000000100000000000000" +
        "000000005100001000000000000000000100000001000000" + "01");

    private static IEnumerable<string> ServerEnds(KcpRecording recording, int time, string error)
    {
        string disconnect = $"output 02{recording.CookieHex}05";
        int arrival = time + recording.DelayMs;
        return
        [
            $"{time} server 1 error {error}", .. Enumerable.Repeat($"{time} server 1 {disconnect}", 5), $"{time} server 1 disconnected",
            .. Enumerable.Repeat($"{arrival} client 1 {disconnect}", 5), $"{arrival} client 1 disconnected",
        ];
    }

    // As if the forged datagram had not been there.
    private static List<string> ConnectsNormally(KcpRecording recording)
    {
        var normal = new KcpRecording(NormalConnect);
        return [.. normal.Lines.Select(line => line.Replace(normal.CookieHex, recording.CookieHex, StringComparison.Ordinal))];
    }

    private static List<string> WithConfirmation(KcpRecording recording, List<string> lines)
    {
        var result = new List<string>();
        foreach (string line in lines)
        {
            string[] words = line.Split(' ');
            if (words is not [_, "server", _, "connected"])
            {
                result.Add(line);
                continue;
            }
            string? proof = lines.FirstOrDefault(one => IsProof(one, words[2]) && !recording.IsLost(one));
            if (proof is not null) result.Add($"{TimeOf(proof) + recording.DelayMs} server {words[2]} connected");
        }
        // Sorting by time is stable, so that a connected event still comes before what follows in its own moment.
        return [.. result.OrderBy(TimeOf)];
    }

    private static bool IsProof(string line, string connection)
    {
        string[] words = line.Split(' ');
        return words[1] == "client" && words[2] == connection && words[3] == "output" && words[4][2..10] != "00000000";
    }
}
