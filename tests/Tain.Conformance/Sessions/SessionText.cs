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

    /// <summary>
    /// What was sent on a channel, one line for each message: channel, time of its frame, content. State messages of several objects that follow each other are told in
    /// the order of their netIds: Mirror walks a hash set there (docs/mirror/behaviour.md 1.3), we walk what changed.
    /// </summary>
    public List<string> Tell(int channel)
    {
        List<string> lines = [.. _batches.Where(batch => batch.Channel == channel).SelectMany(batch => batch.Messages.Select(message => Line(batch, message)))];
        for (int from = 0, to; from < lines.Count; from = to)
        {
            to = from + 1;
            while (StateOf(lines[from]) is { } first && to < lines.Count && StateOf(lines[to])?.Frame == first.Frame) to++;
            string[] ordered = [.. lines[from..to].OrderBy(static line => StateOf(line)?.NetId)];
            for (int i = from; i < to; i++) lines[i] = ordered[i - from];
        }
        return lines;
    }

    private static (string Frame, int NetId)? StateOf(string line) =>
        State().Match(line) is { Success: true } match ? (match.Groups[1].Value, int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)) : null;

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

    [GeneratedRegex(@"^channel \d at (\S+): (?:State|tick #\d+ Delta|tick #\d+ Baseline) (\d+): ")]
    private static partial Regex State();

    [GeneratedRegex(@"^tick \d+ ")]
    private static partial Regex Tick();
}
