using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>ENet's packet. The last two fields are the application's to set.</summary>
[StructLayout(LayoutKind.Sequential)]
internal unsafe struct EnetPacket
{
    public nuint ReferenceCount;
    public EnetPacketFlags Flags;
    public byte* Data;
    public nuint DataLength;
    public delegate* unmanaged[Cdecl]<EnetPacket*, void> FreeCallback;
    public void* UserData;
}
