using System.Runtime.InteropServices;

namespace Tain.Transports;

/// <summary>SteamNetworkingConfigValue_t: which setting, which type, and 8 bytes for the value.</summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct SteamConfigValue
{
    private const int SendBufferSize = 9;
    private const int AllowWithoutAuthentication = 23;
    private const int TimeoutInitial = 24;
    private const int TimeoutConnected = 25;
    private const int StatusChangedCallback = 201;
    private const int Int32Type = 1;
    private const int PointerType = 5;

    private readonly int _setting;
    private readonly int _type;
    private readonly long _value;

    private SteamConfigValue(int setting, int type, long value) => (_setting, _type, _value) = (setting, type, value);

    /// <summary>The settings as the library takes them.</summary>
    public static int Write(SteamSettings settings, nint callback, Span<SteamConfigValue> values)
    {
        int count = 0;
        values[count++] = new SteamConfigValue(StatusChangedCallback, PointerType, callback);
        values[count++] = new SteamConfigValue(SendBufferSize, Int32Type, settings.SendBufferBytes);
        values[count++] = new SteamConfigValue(TimeoutInitial, Int32Type, settings.ConnectTimeoutMs);
        values[count++] = new SteamConfigValue(TimeoutConnected, Int32Type, settings.TimeoutMs);
        if (settings.AllowWithoutAuthentication) values[count++] = new SteamConfigValue(AllowWithoutAuthentication, Int32Type, 1);
        return count;
    }
}
