namespace Tain.Transports;

/// <summary>The flat functions of ISteamNetworkingSockets, as both libraries export them. Their names and parameters have been the same since interface version 009.</summary>
internal sealed unsafe class SteamFunctions
{
    public readonly delegate* unmanaged[Cdecl]<nint, SteamIPAddress*, int, SteamConfigValue*, uint> CreateListenSocketIP;
    public readonly delegate* unmanaged[Cdecl]<nint, SteamIPAddress*, int, SteamConfigValue*, uint> ConnectByIPAddress;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int, SteamConfigValue*, uint> CreateListenSocketP2P;
    public readonly delegate* unmanaged[Cdecl]<nint, SteamIdentity*, int, int, SteamConfigValue*, uint> ConnectP2P;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, int> AcceptConnection;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, int, byte*, byte, byte> CloseConnection;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, byte> CloseListenSocket;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, byte*, uint, int, long*, int> SendMessageToConnection;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, int> FlushMessagesOnConnection;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, SteamNativeMessage**, int, int> ReceiveMessagesOnConnection;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, SteamNativeMessage**, int, int> ReceiveMessagesOnPollGroup;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, SteamConnectionInfo*, byte> GetConnectionInfo;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, SteamIPAddress*, byte> GetListenSocketAddress;
    public readonly delegate* unmanaged[Cdecl]<nint, SteamIdentity*, byte> GetIdentity;
    public readonly delegate* unmanaged[Cdecl]<nint, uint> CreatePollGroup;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, byte> DestroyPollGroup;
    public readonly delegate* unmanaged[Cdecl]<nint, uint, uint, byte> SetConnectionPollGroup;
    public readonly delegate* unmanaged[Cdecl]<nint, void> RunCallbacks;
    public readonly delegate* unmanaged[Cdecl]<SteamNativeMessage*, void> ReleaseMessage;

    private const string Prefix = "SteamAPI_ISteamNetworkingSockets_";

    public SteamFunctions(nint library)
    {
        CreateListenSocketIP = (delegate* unmanaged[Cdecl]<nint, SteamIPAddress*, int, SteamConfigValue*, uint>)Function(library, "CreateListenSocketIP");
        ConnectByIPAddress = (delegate* unmanaged[Cdecl]<nint, SteamIPAddress*, int, SteamConfigValue*, uint>)Function(library, "ConnectByIPAddress");
        CreateListenSocketP2P = (delegate* unmanaged[Cdecl]<nint, int, int, SteamConfigValue*, uint>)Function(library, "CreateListenSocketP2P");
        ConnectP2P = (delegate* unmanaged[Cdecl]<nint, SteamIdentity*, int, int, SteamConfigValue*, uint>)Function(library, "ConnectP2P");
        AcceptConnection = (delegate* unmanaged[Cdecl]<nint, uint, int>)Function(library, "AcceptConnection");
        CloseConnection = (delegate* unmanaged[Cdecl]<nint, uint, int, byte*, byte, byte>)Function(library, "CloseConnection");
        CloseListenSocket = (delegate* unmanaged[Cdecl]<nint, uint, byte>)Function(library, "CloseListenSocket");
        SendMessageToConnection = (delegate* unmanaged[Cdecl]<nint, uint, byte*, uint, int, long*, int>)Function(library, "SendMessageToConnection");
        FlushMessagesOnConnection = (delegate* unmanaged[Cdecl]<nint, uint, int>)Function(library, "FlushMessagesOnConnection");
        ReceiveMessagesOnConnection = (delegate* unmanaged[Cdecl]<nint, uint, SteamNativeMessage**, int, int>)Function(library, "ReceiveMessagesOnConnection");
        ReceiveMessagesOnPollGroup = (delegate* unmanaged[Cdecl]<nint, uint, SteamNativeMessage**, int, int>)Function(library, "ReceiveMessagesOnPollGroup");
        GetConnectionInfo = (delegate* unmanaged[Cdecl]<nint, uint, SteamConnectionInfo*, byte>)Function(library, "GetConnectionInfo");
        GetListenSocketAddress = (delegate* unmanaged[Cdecl]<nint, uint, SteamIPAddress*, byte>)Function(library, "GetListenSocketAddress");
        GetIdentity = (delegate* unmanaged[Cdecl]<nint, SteamIdentity*, byte>)Function(library, "GetIdentity");
        CreatePollGroup = (delegate* unmanaged[Cdecl]<nint, uint>)Function(library, "CreatePollGroup");
        DestroyPollGroup = (delegate* unmanaged[Cdecl]<nint, uint, byte>)Function(library, "DestroyPollGroup");
        SetConnectionPollGroup = (delegate* unmanaged[Cdecl]<nint, uint, uint, byte>)Function(library, "SetConnectionPollGroup");
        RunCallbacks = (delegate* unmanaged[Cdecl]<nint, void>)Function(library, "RunCallbacks");
        ReleaseMessage = (delegate* unmanaged[Cdecl]<SteamNativeMessage*, void>)NativeLibraries.Function(library, "SteamAPI_SteamNetworkingMessage_t_Release", SteamLibrary.What);
    }

    private static nint Function(nint library, string name) => NativeLibraries.Function(library, Prefix + name, SteamLibrary.What);
}
