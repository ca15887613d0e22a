using System.Buffers.Binary;
using System.ComponentModel;
using System.Runtime.InteropServices;

namespace Tain.LoadTest;

/// <summary>Linux's epoll: one system call tells which of thousands of sockets have something to read.</summary>
internal sealed partial class Epoll : IDisposable
{
    /// <summary>How many sockets it names at once at most.</summary>
    public const int MaxEvents = 8_192;

    private const int AddOperation = 1;
    private const int RemoveOperation = 2;
    private const int CloseOnExec = 0x80000;
    private const uint Readable = 1;
    private const int Interrupted = 4;

    // The system's struct is packed on x64 only: uint events, then 8 bytes of ours.
    private static readonly int s_dataOffset = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? 4 : 8;
    private static readonly int s_eventBytes = s_dataOffset + sizeof(long);

    private readonly int _handle;
    private readonly byte[] _events = new byte[MaxEvents * s_eventBytes];

    public Epoll()
    {
        _handle = epoll_create1(CloseOnExec);
        if (_handle < 0) throw new Win32Exception();
    }

    /// <summary>Watches a socket.</summary>
    /// <param name="handle">The system's number of it.</param>
    /// <param name="tag">What <see cref="Take"/> calls it.</param>
    public void Add(int handle, int tag)
    {
        Span<byte> entry = stackalloc byte[16];
        BinaryPrimitives.WriteUInt32LittleEndian(entry, Readable);
        BinaryPrimitives.WriteInt64LittleEndian(entry[s_dataOffset..], tag);
        if (epoll_ctl(_handle, AddOperation, handle, ref entry[0]) < 0) throw new Win32Exception();
    }

    /// <summary>Forgets a socket; one that is not watched is none to forget.</summary>
    public void Remove(int handle)
    {
        Span<byte> entry = stackalloc byte[16];
        _ = epoll_ctl(_handle, RemoveOperation, handle, ref entry[0]);
    }

    /// <summary>Which sockets have something to read, or an error to tell, without waiting.</summary>
    /// <param name="tags">Filled from its start.</param>
    /// <returns>How many there are. When the room is full there may be more.</returns>
    public int Take(Span<int> tags)
    {
        int count = epoll_wait(_handle, ref _events[0], Math.Min(tags.Length, MaxEvents), 0);
        if (count < 0) return Marshal.GetLastPInvokeError() == Interrupted ? 0 : throw new Win32Exception();
        for (int i = 0; i < count; i++) tags[i] = (int)BinaryPrimitives.ReadInt64LittleEndian(_events.AsSpan((i * s_eventBytes) + s_dataOffset));
        return count;
    }

    public void Dispose() => _ = close(_handle);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_create1(int flags);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_ctl(int epoll, int operation, int handle, ref byte entry);

    [LibraryImport("libc", SetLastError = true)]
    private static partial int epoll_wait(int epoll, ref byte events, int maxEvents, int timeoutMs);

    [LibraryImport("libc")]
    private static partial int close(int handle);
}
