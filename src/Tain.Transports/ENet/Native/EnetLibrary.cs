namespace Tain.Transports;

/// <summary>
/// The functions of stock ENet (github.com/lsalzman/enet, 1.3.9 to 1.3.18), loaded the first time they are used. The library has no state of its own but its clock's zero,
/// so hosts on different threads do not notice each other.
/// </summary>
internal sealed unsafe class EnetLibrary
{
    private const string What = "The ENet library";
    private const int OldestPatch = 9;

    // What is loaded stays loaded: one table for each path, as the system has one library for each.
    private static readonly Dictionary<string, EnetLibrary> Loaded = [];

    public readonly delegate* unmanaged[Cdecl]<EnetAddress*, nuint, nuint, uint, uint, EnetNativeHost*> HostCreate;
    public readonly delegate* unmanaged[Cdecl]<EnetNativeHost*, void> HostDestroy;
    public readonly delegate* unmanaged[Cdecl]<EnetNativeHost*, EnetAddress*, nuint, uint, EnetPeer*> HostConnect;
    public readonly delegate* unmanaged[Cdecl]<EnetNativeHost*, EnetEvent*, uint, int> HostService;
    public readonly delegate* unmanaged[Cdecl]<EnetNativeHost*, EnetEvent*, int> HostCheckEvents;
    public readonly delegate* unmanaged[Cdecl]<EnetNativeHost*, void> HostFlush;
    public readonly delegate* unmanaged[Cdecl]<EnetPeer*, byte, EnetPacket*, int> PeerSend;
    public readonly delegate* unmanaged[Cdecl]<EnetPeer*, uint, void> PeerDisconnect;
    public readonly delegate* unmanaged[Cdecl]<EnetPeer*, uint, void> PeerDisconnectNow;
    public readonly delegate* unmanaged[Cdecl]<EnetPeer*, uint, uint, uint, void> PeerTimeout;
    public readonly delegate* unmanaged[Cdecl]<EnetPeer*, uint, void> PeerPingInterval;
    public readonly delegate* unmanaged[Cdecl]<EnetPeer*, uint, uint, uint, void> PeerThrottleConfigure;
    public readonly delegate* unmanaged[Cdecl]<byte*, nuint, EnetPacketFlags, EnetPacket*> PacketCreate;
    public readonly delegate* unmanaged[Cdecl]<EnetPacket*, void> PacketDestroy;

    private EnetLibrary(nint library)
    {
        int version = ((delegate* unmanaged[Cdecl]<int>)Function(library, "enet_linked_version"))();
        CheckVersion(version);
        HostCreate = (delegate* unmanaged[Cdecl]<EnetAddress*, nuint, nuint, uint, uint, EnetNativeHost*>)Function(library, "enet_host_create");
        HostDestroy = (delegate* unmanaged[Cdecl]<EnetNativeHost*, void>)Function(library, "enet_host_destroy");
        HostConnect = (delegate* unmanaged[Cdecl]<EnetNativeHost*, EnetAddress*, nuint, uint, EnetPeer*>)Function(library, "enet_host_connect");
        HostService = (delegate* unmanaged[Cdecl]<EnetNativeHost*, EnetEvent*, uint, int>)Function(library, "enet_host_service");
        HostCheckEvents = (delegate* unmanaged[Cdecl]<EnetNativeHost*, EnetEvent*, int>)Function(library, "enet_host_check_events");
        HostFlush = (delegate* unmanaged[Cdecl]<EnetNativeHost*, void>)Function(library, "enet_host_flush");
        PeerSend = (delegate* unmanaged[Cdecl]<EnetPeer*, byte, EnetPacket*, int>)Function(library, "enet_peer_send");
        PeerDisconnect = (delegate* unmanaged[Cdecl]<EnetPeer*, uint, void>)Function(library, "enet_peer_disconnect");
        PeerDisconnectNow = (delegate* unmanaged[Cdecl]<EnetPeer*, uint, void>)Function(library, "enet_peer_disconnect_now");
        PeerTimeout = (delegate* unmanaged[Cdecl]<EnetPeer*, uint, uint, uint, void>)Function(library, "enet_peer_timeout");
        PeerPingInterval = (delegate* unmanaged[Cdecl]<EnetPeer*, uint, void>)Function(library, "enet_peer_ping_interval");
        PeerThrottleConfigure = (delegate* unmanaged[Cdecl]<EnetPeer*, uint, uint, uint, void>)Function(library, "enet_peer_throttle_configure");
        PacketCreate = (delegate* unmanaged[Cdecl]<byte*, nuint, EnetPacketFlags, EnetPacket*>)Function(library, "enet_packet_create");
        PacketDestroy = (delegate* unmanaged[Cdecl]<EnetPacket*, void>)Function(library, "enet_packet_destroy");
        if (((delegate* unmanaged[Cdecl]<int>)Function(library, "enet_initialize"))() != 0)
            throw new InvalidOperationException($"{What} could not start the system's sockets (enet_initialize failed).");
    }

    private static string[] Names =>
        OperatingSystem.IsWindows() ? ["enet", "libenet", "libenet-7"]
        : OperatingSystem.IsMacOS() ? ["libenet.7.dylib", "libenet.dylib", "/opt/homebrew/lib/libenet.dylib", "/usr/local/lib/libenet.dylib"]
        : ["libenet.so.7", "libenet.so"];

    private static string Hint =>
        OperatingSystem.IsWindows() ? "Put stock ENet 1.3's enet.dll (vcpkg install enet) beside the game, or set EnetTransport.LibraryPath."
        : OperatingSystem.IsMacOS() ? "Install it with: brew install enet; or set EnetTransport.LibraryPath."
        : "Install it with: apt install libenet7 (Debian, Ubuntu), dnf install enet (Fedora); or set EnetTransport.LibraryPath.";

    /// <summary>The table of the library at a path, or of the system's.</summary>
    /// <exception cref="InvalidOperationException">There is none, or it is not stock ENet 1.3; the message says what to install.</exception>
    public static EnetLibrary Load(string? path)
    {
        lock (Loaded)
        {
            if (Loaded.TryGetValue(path ?? "", out EnetLibrary? known)) return known;
            var library = new EnetLibrary(NativeLibraries.Load(path, Names, What, Hint));
            Loaded.Add(path ?? "", library);
            return library;
        }
    }

    /// <summary>Whether there is a library at a path, or the system has one.</summary>
    public static bool IsThere(string? path) => NativeLibraries.TryLoad(path, Names, out _);

    /// <summary>Refuses libraries that are called ENet and are something else.</summary>
    /// <param name="version">Major, minor and patch, a byte each.</param>
    /// <exception cref="InvalidOperationException">It is not 1.3.9 or later of the 1.3 line.</exception>
    internal static void CheckVersion(int version)
    {
        (int major, int minor, int patch) = (version >> 16, (version >> 8) & 255, version & 255);
        if (major == 1 && minor == 3 && patch >= OldestPatch) return;
        string why = major >= 2
            ? "That is the modified ENet of ENet-CSharp, which has other functions and another protocol on the wire; it is not supported."
            : "Its limits cannot be set.";
        throw new InvalidOperationException($"{What} that was found is version {major}.{minor}.{patch}. {why} Install stock ENet, 1.3.{OldestPatch} or later. {Hint}");
    }

    private static nint Function(nint library, string name) => NativeLibraries.Function(library, name, What);
}
