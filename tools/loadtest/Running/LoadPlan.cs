using Tain.LoadTest.Game;

namespace Tain.LoadTest;

/// <summary>What a run is to do, as the command line said; it stands in the report.</summary>
public sealed record LoadPlan
{
    /// <summary>The server's address; the built-in server gets its scheme and port.</summary>
    public required Uri Server { get; init; }

    /// <summary>How many clients there are.</summary>
    public int Clients { get; init; } = 500;

    /// <summary>How many begin to connect per second.</summary>
    public double Ramp { get; init; } = 100;

    /// <summary>How long all play before measuring begins, in seconds: until then just-in-time compilers are at work on both sides.</summary>
    public int WarmUp { get; init; } = 5;

    /// <summary>How long is measured, in seconds, from the moment when all have joined and warmed up.</summary>
    public int Duration { get; init; } = 30;

    /// <summary>The name of the script.</summary>
    public string Script { get; init; } = "move";

    /// <summary>Frames per second of each client; ticks per second of the built-in server.</summary>
    public int Rate { get; init; } = 30;

    /// <summary>How many threads the clients share.</summary>
    public int Threads { get; init; } = 1;

    /// <summary>How often all clients receive, in milliseconds: what times are measured to.</summary>
    public int PollMs { get; init; } = 4;

    /// <summary>How many clients leave per second, and come back a second later.</summary>
    public double Churn { get; init; }

    /// <summary>Which part of the clients misbehaves, 0 to 1.</summary>
    public double Bad { get; init; }

    /// <summary>Whether Mirror's EncryptionTransport is around the transport.</summary>
    public bool Encrypted { get; init; }

    /// <summary>Whether the run starts the built-in server in a process of its own.</summary>
    public bool Serve { get; init; }

    /// <summary>How many players the built-in server shows to each; 0 = all.</summary>
    public int Visible { get; init; } = 50;

    /// <summary>How players of the built-in server are seen to move.</summary>
    public Movement Movement { get; init; }

    /// <summary>Whether clients and built-in server send clocks and pings in packets of their own, as Mirror does.</summary>
    public bool ClockApart { get; init; }

    /// <summary>The server's process, where it is on this machine and not the built-in one: its processor time and memory are reported.</summary>
    public int? ServerPid { get; init; }

    /// <summary>Whether clients wait for the server to name its scene before they say Ready.</summary>
    public bool WaitForScene { get; init; }

    /// <summary>Whether the server gives no players.</summary>
    public bool NoPlayers { get; init; }

    /// <summary>Where the clients' chance comes from.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>The folder of the report; null = none is written.</summary>
    public string? Report { get; init; }
}
