using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// Linux's calls that receive and send many datagrams at once, which .NET does not offer. Only the layouts and the numbers of the kernel; who calls decides what they mean.
/// </summary>
/// <remarks>
/// The structures are those of glibc and of musl on 64 and 32 bits: where musl has an int and its padding in place of a size_t, the padding is zero and the order is little endian.
/// </remarks>
internal static unsafe partial class LinuxDatagrams
{
    /// <summary>In: do not wait.</summary>
    public const int DontWait = 0x40;

    /// <summary>Out: the datagram was longer than the buffer and its end is gone.</summary>
    public const int Truncated = 0x20;

    public const int Interrupted = 4;
    public const int TryAgain = 11;
    public const int OutOfMemory = 12;
    public const int NoBufferSpace = 105;
    public const int ConnectionRefused = 111;

    /// <summary>Whether this system has both calls: another kernel behind the same name, or a sandbox, may not.</summary>
    public static bool AreAvailable(SafeSocketHandle socket)
    {
        if (!OperatingSystem.IsLinux()) return false;
        try
        {
            return Receive(socket, null, 0, DontWait, null) == 0 && Send(socket, null, 0, DontWait) == 0;
        }
        catch (Exception missing) when (missing is EntryPointNotFoundException or DllNotFoundException)
        {
            return false;
        }
    }

    /// <summary>Takes up to <paramref name="count"/> datagrams.</summary>
    /// <returns>How many; -1 when the first one failed, with the reason in <see cref="Marshal.GetLastPInvokeError"/>.</returns>
    [LibraryImport("libc", EntryPoint = "recvmmsg", SetLastError = true)]
    public static partial int Receive(SafeSocketHandle socket, BatchMessage* messages, uint count, int flags, void* timeout);

    /// <summary>Sends up to <paramref name="count"/> datagrams.</summary>
    /// <returns>How many; -1 when the first one failed, with the reason in <see cref="Marshal.GetLastPInvokeError"/>.</returns>
    [LibraryImport("libc", EntryPoint = "sendmmsg", SetLastError = true)]
    public static partial int Send(SafeSocketHandle socket, BatchMessage* messages, uint count, int flags);

    /// <summary>struct iovec.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct IoVector
    {
        public byte* Start;
        public nuint Bytes;
    }

    /// <summary>struct msghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct MessageHeader
    {
        public byte* Address;
        public uint AddressBytes;
        public IoVector* Vectors;
        public nuint VectorCount;
        public void* Control;
        public nuint ControlBytes;
        public int Flags;
    }

    /// <summary>struct mmsghdr.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct BatchMessage
    {
        public MessageHeader Header;
        public uint Bytes;
    }
}
