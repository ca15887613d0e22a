using System.Globalization;
using System.Text.RegularExpressions;
using Tain.Tests.Sessions;

namespace Tain.Conformance.Sessions;

/// <summary>
/// Tells what the messages of one side say, field by field, so that two sessions can be compared. Clocks are rounded to the ticks of the recorded ones; the ticks
/// of baselines are numbered in order of appearance, because they are low bytes of a frame counter that started earlier there.
/// </summary>
internal sealed partial class SessionText
{
    private readonly SessionDecoder _decoder = new();
    private readonly List<string> _ticks = [];
    private readonly IReadOnlyList<SessionBatch> _batches;

    /// <param name="batches">What one side sent in the session.</param>
    /// <param name="server">What the server sent, which tells what its objects are; the same for a server.</param>
    public SessionText(IEnumerable<SessionBatch> batches, IEnumerable<SessionBatch> server)
    {
        _batches = [.. batches];
        // All of it first: state on the unreliable channel can overtake the spawn.
        foreach (byte[] message in server.SelectMany(static batch => batch.Messages)) _decoder.LearnPrefab(message);
    }

    /// <summary>What was sent on a channel, one line for each message: channel, time of its frame, content.</summary>
    public List<string> Tell(int channel) =>
    [
        .. _batches.Where(batch => batch.Channel == channel).SelectMany(batch => batch.Messages.Select(message => Line(batch, message))),
    ];

    private string Line(SessionBatch batch, byte[] message)
    {
        string text = _decoder.Decode(message);
        if (Clocks().IsMatch(text)) text = Number().Replace(text, static match => Rounded(double.Parse(match.Value, CultureInfo.InvariantCulture)));
        text = Tick().Replace(text, match => $"tick #{Ordinal(match.Value)} ");
        return $"channel {batch.Channel} at {Rounded(batch.Timestamp)}: {text}";
    }

    private int Ordinal(string tick)
    {
        if (!_ticks.Contains(tick)) _ticks.Add(tick);
        return _ticks.IndexOf(tick);
    }

    private static string Rounded(double seconds) => Math.Round(seconds, 7).ToString("0.0000000", CultureInfo.InvariantCulture);

    [GeneratedRegex("^(Ping|Pong|TimeSnapshot|Command .* CmdEcho) ")]
    private static partial Regex Clocks();

    [GeneratedRegex(@"-?\d+(\.\d+)?E-\d+|-?\d+\.\d{2,}")]
    private static partial Regex Number();

    [GeneratedRegex(@"^tick \d+ ")]
    private static partial Regex Tick();
}
