using System.Runtime.CompilerServices;

namespace Tain.Transports;

/// <summary>The room for ENet's scattered buffers: a pointer and a length for the header and twice for each of 32 commands.</summary>
[InlineArray(2 * (1 + (2 * 32)))]
internal struct EnetBuffers
{
    private nint _element0;
}
