namespace Tain.Transports.Handshakes;

/// <summary>
/// Tests that occupy the process's thread pool for seconds. They run when the others are done: the timers of those, a server's Pings for example, wait for the same threads.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class CrowdCollection
{
    public const string Name = "A crowd";
}
