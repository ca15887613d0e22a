using System.Globalization;
using System.Text;

namespace Tain.Simulation;

/// <summary>The last things that happened, for the report of a failure. A ring, because only the end of the story is read.</summary>
internal sealed class SimulationTrace
{
    private const int MaxEntries = 64;

    private readonly Entry[] _entries = new Entry[MaxEntries];
    private long _written;

    public void Datagram(TimeSpan time, SimulatedLink link, int bytes, string what) => Add(new Entry(time, link, bytes, what));

    public void Note(TimeSpan time, string note) => Add(new Entry(time, null, 0, note));

    public void AppendTo(StringBuilder text)
    {
        if (_written > MaxEntries) text.Append(CultureInfo.InvariantCulture, $"  ... {_written - MaxEntries} earlier events").AppendLine();
        for (long i = Math.Max(0, _written - MaxEntries); i < _written; i++)
        {
            Entry e = _entries[i % MaxEntries];
            text.Append(CultureInfo.InvariantCulture, $"  {e.Time.TotalSeconds,12:F6} s  ");
            if (e.Link is { } link) text.Append(CultureInfo.InvariantCulture, $"{link,-26} {e.Bytes,5} bytes  ");
            text.AppendLine(e.What);
        }
    }

    private void Add(Entry entry) => _entries[_written++ % MaxEntries] = entry;

    private readonly record struct Entry(TimeSpan Time, SimulatedLink? Link, int Bytes, string What);
}
