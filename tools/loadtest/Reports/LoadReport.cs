namespace Tain.LoadTest;

/// <summary>A whole run; the content of <c>report.json</c>. docs/load-testing.md names its fields.</summary>
public sealed record LoadReport
{
    /// <summary>The format; it grows when a field changes its meaning.</summary>
    public int Format { get; init; } = 1;

    /// <summary>When the run began, UTC.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>Processors of the machine on which the clients ran.</summary>
    public int Processors { get; init; } = Environment.ProcessorCount;

    /// <summary>The .NET runtime of the clients.</summary>
    public string Runtime { get; init; } = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;

    /// <summary>What was asked for.</summary>
    public required LoadPlan Plan { get; init; }

    /// <summary>Whether all good clients had joined before the measured time began.</summary>
    public bool AllJoined { get; init; }

    /// <summary>Whether all had joined, none was lost, and the whole time was measured.</summary>
    public bool Passed { get; init; }

    /// <summary>Why the run ended before its time; null when it did not.</summary>
    public string? EndedEarly { get; init; }

    /// <summary>How long was measured, in seconds.</summary>
    public double MeasuredSeconds { get; init; }

    /// <summary>The clients over the measured time.</summary>
    public required ClientFigures Clients { get; init; }

    /// <summary>The server over the measured time; null when nothing is known of it.</summary>
    public ServerFigures? Server { get; init; }

    /// <summary>Why connections ended that nobody of the clients' side had ended, over the whole run.</summary>
    public IReadOnlyDictionary<string, long> Disconnects { get; init; } = new Dictionary<string, long>();

    /// <summary>The run, second by second.</summary>
    public IReadOnlyList<ReportSample> Samples { get; init; } = [];
}
