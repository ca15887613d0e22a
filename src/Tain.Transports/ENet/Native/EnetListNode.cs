using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>A node of ENet's rings; a list is a node that stands for its end, and is empty when it points to itself.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnetListNode
{
    public EnetListNode* Next;
    public EnetListNode* Previous;
}
