using System.Runtime;
using System.Runtime.CompilerServices;

namespace Tain.Kit;

/// <summary>
/// What a piece of work allocates, to the byte, whatever the rest of the process does. It is measured once: a list that grows now and then would hide
/// behind the best of several rounds.
/// </summary>
internal static class Allocations
{
    /// <summary>The bytes that the calling thread allocates while <paramref name="work"/> runs. Work that has caches to fill is run before it is measured.</summary>
    public static long Of(Action work)
    {
        // A collection in the background books what was left of a thread's piece of the heap, up to 8 KB, as allocated by the thread.
        // Directory.Build.props of the tests turns it off.
        Assert.True(GCSettings.LatencyMode == GCLatencyMode.Batch, "Allocations can be measured only where the garbage collector is not concurrent (System.GC.Concurrent=false).");
        RuntimeHelpers.PrepareDelegate(work);
        long before = GC.GetAllocatedBytesForCurrentThread();
        work();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }
}
