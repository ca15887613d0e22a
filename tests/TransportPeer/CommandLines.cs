using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;

namespace Tain.Transports.Peers;

/// <summary>Commands as they come in. When the input ends, so does the peer: whoever started it is gone.</summary>
internal sealed class CommandLines
{
    private readonly ConcurrentQueue<string[]> _lines = new();

    public CommandLines(TextReader input)
    {
        new Thread(() => Read(input)) { IsBackground = true, Name = "commands" }.Start();
    }

    public bool TryRead([NotNullWhen(true)] out string[]? words) => _lines.TryDequeue(out words);

    private void Read(TextReader input)
    {
        while (input.ReadLine() is { } line) _lines.Enqueue(line.Split(' '));
        _lines.Enqueue(["stop"]);
    }
}
