using System.Net;
using System.Net.Sockets;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static Tain.Transports.LinuxDatagrams;

namespace Tain.Transports;

/// <summary>
/// Datagrams copied one behind the other until one system call sends them all. Pinned like <see cref="ReceiveBatch"/>, and bounded: when it is full, it is sent.
/// </summary>
internal sealed unsafe class SendBatch
{
    // sockaddr_in6 is 28 bytes.
    private const int AddressBytes = 32;

    private readonly BatchMessage[] _messages;
    private readonly IoVector[] _vectors;
    private readonly byte[] _addresses;
    private readonly byte[] _payloads;
    private int _count;
    private int _bytes;

    /// <summary>Makes an empty batch.</summary>
    /// <param name="capacity">Datagrams that it holds.</param>
    /// <param name="bytes">Bytes that they have together.</param>
    public SendBatch(int capacity, int bytes)
    {
        _messages = GC.AllocateArray<BatchMessage>(capacity, pinned: true);
        _vectors = GC.AllocateArray<IoVector>(capacity, pinned: true);
        _addresses = GC.AllocateArray<byte>(capacity * AddressBytes, pinned: true);
        _payloads = GC.AllocateUninitializedArray<byte>(bytes, pinned: true);
        for (int i = 0; i < capacity; i++) _messages[i].Header = new MessageHeader { Vectors = Pointer(_vectors) + i, VectorCount = 1 };
    }

    public bool IsEmpty => _count == 0;

    /// <summary>Copies a datagram.</summary>
    /// <param name="datagram">The bytes.</param>
    /// <param name="to">The receiver; null on a connected socket.</param>
    /// <returns>False when it does not fit in any more.</returns>
    public bool TryAdd(ReadOnlySpan<byte> datagram, SocketAddress? to)
    {
        if (_count == _messages.Length || datagram.Length > _payloads.Length - _bytes) return false;
        datagram.CopyTo(_payloads.AsSpan(_bytes));
        _vectors[_count] = new IoVector { Start = Pointer(_payloads) + _bytes, Bytes = (nuint)datagram.Length };
        if (to is not null)
        {
            ref MessageHeader header = ref _messages[_count].Header;
            header.Address = Pointer(_addresses) + (_count * AddressBytes);
            header.AddressBytes = (uint)to.Size;
            to.Buffer.Span[..to.Size].CopyTo(_addresses.AsSpan(_count * AddressBytes, AddressBytes));
        }
        _bytes += datagram.Length;
        _count++;
        return true;
    }

    /// <summary>Sends everything. What one datagram suffers the others do not.</summary>
    /// <param name="socket">The socket.</param>
    /// <param name="lastError">The last reason for which one was not sent; 0 for none.</param>
    /// <returns>Datagrams that were not sent.</returns>
    public int SendAll(SafeSocketHandle socket, out int lastError)
    {
        lastError = 0;
        int unsent = 0;
        int first = 0;
        while (first < _count)
        {
            int sent = Send(socket, Pointer(_messages) + first, (uint)(_count - first), DontWait);
            if (sent > 0)
            {
                first += sent;
                continue;
            }
            int error = Marshal.GetLastPInvokeError();
            if (error == Interrupted) continue;
            lastError = error;
            // A full buffer is full for the rest too; anything else (unreachable, too long, refused by a filter) concerns the first one only.
            int skipped = IsBufferFull(error) ? _count - first : 1;
            unsent += skipped;
            first += skipped;
        }
        _count = _bytes = 0;
        return unsent;
    }

    /// <summary>Whether the system could not take more at the moment.</summary>
    public static bool IsBufferFull(int error) => error is TryAgain or NoBufferSpace or OutOfMemory;

    private static T* Pointer<T>(T[] pinned)
        where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
