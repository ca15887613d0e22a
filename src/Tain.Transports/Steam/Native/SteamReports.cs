using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>
/// Where the library's callback finds the endpoint that it concerns. It is the one place with state of the process, because the callback is a plain function and is given nothing
/// but the report. A report that comes before its listener or connection is registered (the callbacks may run on another thread) waits until it is.
/// </summary>
internal static unsafe class SteamReports
{
    // Reports for nobody: those of endpoints that have just ended, and for a moment those of one that just begins.
    private const int MaxWaiting = 1_024;

    private static readonly Lock Gate = new();
    private static readonly Dictionary<uint, SteamInbox> Listeners = [];
    private static readonly Dictionary<uint, SteamInbox> Connections = [];
    private static readonly Queue<(uint Connection, uint Listener)> Waiting = new();

    /// <summary>The function that the library calls.</summary>
    public static nint Callback => (nint)(delegate* unmanaged[Cdecl]<byte*, void>)&OnStatusChanged;

    // The report is a handle, then SteamNetConnectionInfo_t, then the state before; it is packed to 8 on Windows and to 4 elsewhere, so what follows the handle lies there.
    private static int InfoOffset => OperatingSystem.IsWindows() ? 8 : 4;

    public static void AddListener(uint listener, SteamInbox inbox) => Add(Listeners, listener, inbox);

    public static void AddConnection(uint connection, SteamInbox inbox) => Add(Connections, connection, inbox);

    public static void Remove(uint listenerOrConnection)
    {
        lock (Gate)
        {
            Listeners.Remove(listenerOrConnection);
            Connections.Remove(listenerOrConnection);
        }
    }

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void OnStatusChanged(byte* report) => Deliver(*(uint*)report, *(uint*)(report + InfoOffset + SteamConnectionInfo.ListenerOffset));

    private static void Deliver(uint connection, uint listener)
    {
        lock (Gate)
        {
            if (TryFind(connection, listener, out SteamInbox? inbox))
            {
                inbox.Add(connection);
                return;
            }
            if (Waiting.Count == MaxWaiting) Waiting.Dequeue();
            Waiting.Enqueue((connection, listener));
        }
    }

    private static void Add(Dictionary<uint, SteamInbox> inboxes, uint handle, SteamInbox inbox)
    {
        lock (Gate)
        {
            inboxes[handle] = inbox;
            for (int left = Waiting.Count; left > 0; left--)
            {
                (uint connection, uint listener) = Waiting.Dequeue();
                if (TryFind(connection, listener, out SteamInbox? found)) found.Add(connection);
                else Waiting.Enqueue((connection, listener));
            }
        }
    }

    private static bool TryFind(uint connection, uint listener, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out SteamInbox? inbox) =>
        listener != 0 ? Listeners.TryGetValue(listener, out inbox) : Connections.TryGetValue(connection, out inbox);
}
