using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tain.Transports.LinuxDatagrams;

namespace Tain.Transports;

/// <summary>
/// Datagrams read ahead from a socket by one system call, handed out one by one. The memory is pinned, so that the kernel's structures can point into it for good;
/// it is as large as the caller's buffer asks for and allocated once.
/// </summary>
internal sealed unsafe class ReceiveBatch(int capacity)
{
    // sockaddr_in6 is 28 bytes.
    private const int AddressBytes = 32;

    private readonly BatchMessage[] _messages = GC.AllocateArray<BatchMessage>(capacity, pinned: true);
    private readonly IoVector[] _vectors = GC.AllocateArray<IoVector>(capacity, pinned: true);
    private readonly byte[] _addresses = GC.AllocateArray<byte>(capacity * AddressBytes, pinned: true);
    private byte[] _payloads = [];
    private int _slotBytes = -1;
    private int _next;
    private int _count;

    /// <summary>True when all that was read has been taken.</summary>
    public bool IsEmpty => _next == _count;

    /// <summary>True when the last read took less than it could: the socket had no more.</summary>
    public bool WasShort => _count < capacity;

    /// <summary>Reads what is there. Only when empty.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="longest">The longest datagram that will be taken, in bytes; a longer one is cut and shows as such.</param>
    /// <returns>0, or the system's reason why nothing was read.</returns>
    public int Fill(SafeSocketHandle socket, int longest)
    {
        if (longest > _slotBytes) Allocate(longest);
        // The kernel writes the length of each address over the room there was for it.
        for (int i = 0; i < _count; i++) _messages[i].Header.AddressBytes = AddressBytes;
        _next = _count = 0;
        int read;
        do read = Receive(socket, Pointer(_messages), (uint)capacity, DontWait, null);
        while (read < 0 && Marshal.GetLastPInvokeError() == Interrupted);
        if (read < 0) return Marshal.GetLastPInvokeError();
        _count = read;
        return 0;
    }

    /// <summary>Takes the next datagram.</summary>
    /// <returns>False when it does not fit and was dropped.</returns>
    public bool TryTake(Span<byte> buffer, SocketAddress from, out int bytes)
    {
        int slot = _next++;
        ref BatchMessage message = ref _messages[slot];
        bytes = (int)message.Bytes;
        if ((message.Header.Flags & Truncated) != 0 || bytes > buffer.Length) return false;
        _payloads.AsSpan(slot * _slotBytes, bytes).CopyTo(buffer);
        int addressBytes = (int)message.Header.AddressBytes;
        from.Size = addressBytes;
        _addresses.AsSpan(slot * AddressBytes, addressBytes).CopyTo(from.Buffer.Span);
        return true;
    }

    private static T* Pointer<T>(T[] pinned)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));

    private void Allocate(int slotBytes)
    {
        _slotBytes = slotBytes;
        _payloads = GC.AllocateUninitializedArray<byte>(capacity * slotBytes, pinned: true);
        for (int i = 0; i < capacity; i++)
        {
            _vectors[i] = new IoVector { Start = Pointer(_payloads) + (i * slotBytes), Bytes = (nuint)slotBytes };
            _messages[i].Header = new MessageHeader
            {
                Address = Pointer(_addresses) + (i * AddressBytes),
                AddressBytes = AddressBytes,
                Vectors = Pointer(_vectors) + i,
                VectorCount = 1,
            };
        }
    }
}
