using Microsoft.Extensions.Hosting;

namespace Tain.Transports;

/// <summary>A host that starts and stops only when told. The default one catches Ctrl+C and SIGTERM, which belong to the game.</summary>
internal sealed class SilentHostLifetime : IHostLifetime
{
    public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
