using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// Finds Steam's library or GameNetworkingSockets and the interface in it. Both export the same functions, but reach the interface by other names, which also carry a version:
/// the newest that is there is taken.
/// </summary>
internal static unsafe class SteamLibrary
{
    public const string What = "Steam's networking library";

    private const string Hint =
        "Put steam_api64.dll, libsteam_api.so or libsteam_api.dylib of the Steamworks SDK beside the game, or Valve's open GameNetworkingSockets, or set SteamTransport.LibraryPath.";

    private const int NewestInterface = 20;
    private const int OldestInterface = 9;
    private const int ErrorTextBytes = 1_024;

    // What is loaded stays loaded, and GameNetworkingSockets is started once.
    private static readonly Dictionary<(string Path, bool IsGameServer), SteamNativeSockets> Loaded = [];

    private static string[] Names =>
        OperatingSystem.IsWindows() ? [nint.Size == 8 ? "steam_api64" : "steam_api", "GameNetworkingSockets"]
        : OperatingSystem.IsMacOS() ? ["libsteam_api.dylib", "libGameNetworkingSockets.dylib"]
        : ["libsteam_api.so", "libGameNetworkingSockets.so"];

    public static bool IsThere(string? path) => NativeLibraries.TryLoad(path, Names, out _);

    /// <summary>The interface of the library at a path, or of the one that is found.</summary>
    /// <exception cref="InvalidOperationException">There is no library, or it is not started; the message says what to do.</exception>
    public static ISteamSockets Load(string? path, bool isGameServer)
    {
        lock (Loaded)
        {
            if (Loaded.TryGetValue((path ?? "", isGameServer), out SteamNativeSockets? known)) return known;
            nint library = NativeLibraries.Load(path, Names, What, Hint);
            StartIfOpen(library);
            var sockets = new SteamNativeSockets(new SteamFunctions(library), FindInterface(library, isGameServer));
            Loaded.Add((path ?? "", isGameServer), sockets);
            return sockets;
        }
    }

    // Only Valve's open library has this function; Steam's is started by the game, which tells it who it is.
    private static void StartIfOpen(nint library)
    {
        if (!NativeLibrary.TryGetExport(library, "GameNetworkingSockets_Init", out nint address)) return;
        byte* error = stackalloc byte[ErrorTextBytes];
        error[0] = 0;
        if (((delegate* unmanaged[Cdecl]<SteamIdentity*, byte*, byte>)address)(null, error) == 0)
            throw new InvalidOperationException($"GameNetworkingSockets does not start: {SteamText.Read(new ReadOnlySpan<byte>(error, ErrorTextBytes))}");
    }

    private static nint FindInterface(nint library, bool isGameServer)
    {
        string kind = isGameServer ? "SteamAPI_SteamGameServerNetworkingSockets" : "SteamAPI_SteamNetworkingSockets";
        for (int version = NewestInterface; version >= OldestInterface; version--)
        {
            foreach (string middle in (ReadOnlySpan<string>)["_SteamAPI", ""])
            {
                if (!NativeLibrary.TryGetExport(library, $"{kind}{middle}_v{version:000}", out nint accessor)) continue;
                nint found = ((delegate* unmanaged[Cdecl]<nint>)accessor)();
                return found != 0 ? found : throw new InvalidOperationException(
                    $"Steam is not started. Call {(isGameServer ? "SteamGameServer_Init" : "SteamAPI_Init")} (as your Steamworks wrapper does) before the transport starts.");
            }
        }
        throw new InvalidOperationException(
            $"{What} that was found has no {kind} of version {OldestInterface:000} to {NewestInterface:000}. It is too old or too new, or it has no game server's interface.");
    }
}
