using System.Text;

namespace Tanks.Browser.Tests;

/// <summary>Collects a process's lines and lets a test wait for one of them.</summary>
internal sealed class OutputLog
{
    private readonly Lock _lock = new();
    private readonly StringBuilder _text = new();
    private readonly List<(string Prefix, TaskCompletionSource<string> Found)> _waiting = [];

    public void Add(string? line)
    {
        if (line is null) return;
        lock (_lock)
        {
            _text.AppendLine(line);
            foreach ((string prefix, TaskCompletionSource<string> found) in _waiting)
            {
                if (line.StartsWith(prefix, StringComparison.Ordinal)) found.TrySetResult(line[prefix.Length..]);
            }
        }
    }

    /// <summary>The process has ended: nobody needs to wait any longer.</summary>
    public void End()
    {
        lock (_lock)
        {
            foreach ((string prefix, TaskCompletionSource<string> found) in _waiting)
            {
                found.TrySetException(new InvalidOperationException($"The process ended without writing '{prefix}...'. It wrote:\n{_text}"));
            }
        }
    }

    /// <summary>The rest of the first line, from now on, that begins with the prefix.</summary>
    public async Task<string> WaitForAsync(string prefix, TimeSpan timeout)
    {
        var found = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock) _waiting.Add((prefix, found));
        try
        {
            return await found.Task.WaitAsync(timeout);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"The server did not write '{prefix}...' within {timeout.TotalSeconds} s. It wrote:\n{this}");
        }
    }

    public override string ToString()
    {
        lock (_lock) return _text.ToString();
    }
}
