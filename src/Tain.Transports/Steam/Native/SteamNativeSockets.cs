namespace Tain.Transports;

/// <summary>ISteamNetworkingSockets over a library's flat functions: spans become pointers, and layouts become values.</summary>
internal sealed unsafe class SteamNativeSockets(SteamFunctions functions, nint self) : ISteamSockets
{
    private const int MaxSettings = 5;
    private const int SendReliable = 8;
    private const int SendUnreliable = 0;
    private const int ResultOK = 1;

    public uint Listen(SteamAddress local, SteamSettings settings, SteamInbox inbox)
    {
        SteamConfigValue* values = stackalloc SteamConfigValue[MaxSettings];
        int count = SteamConfigValue.Write(settings, SteamReports.Callback, new Span<SteamConfigValue>(values, MaxSettings));
        uint listener;
        if (local.Ip is { } ip)
        {
            var address = SteamIPAddress.From(ip, local.Port);
            listener = functions.CreateListenSocketIP(self, &address, count, values);
        }
        else
        {
            listener = functions.CreateListenSocketP2P(self, local.Port, count, values);
        }
        if (listener != 0) SteamReports.AddListener(listener, inbox);
        return listener;
    }

    public uint Connect(SteamAddress remote, SteamSettings settings, SteamInbox inbox)
    {
        SteamConfigValue* values = stackalloc SteamConfigValue[MaxSettings];
        int count = SteamConfigValue.Write(settings, SteamReports.Callback, new Span<SteamConfigValue>(values, MaxSettings));
        uint connection;
        if (remote.Ip is { } ip)
        {
            var address = SteamIPAddress.From(ip, remote.Port);
            connection = functions.ConnectByIPAddress(self, &address, count, values);
        }
        else
        {
            var identity = SteamIdentity.From(remote.SteamId);
            connection = functions.ConnectP2P(self, &identity, remote.Port, count, values);
        }
        if (connection != 0) SteamReports.AddConnection(connection, inbox);
        return connection;
    }

    public bool Accept(uint connection) => functions.AcceptConnection(self, connection) == ResultOK;

    public void Close(uint connection, int reason, string text, bool linger)
    {
        byte* bytes = stackalloc byte[SteamConnectionInfo.TextBytes];
        SteamText.Write(text, new Span<byte>(bytes, SteamConnectionInfo.TextBytes));
        functions.CloseConnection(self, connection, reason, bytes, linger ? (byte)1 : (byte)0);
    }

    public void CloseListener(uint listener) => functions.CloseListenSocket(self, listener);

    public void Forget(uint listenerOrConnection) => SteamReports.Remove(listenerOrConnection);

    public uint CreatePollGroup() => functions.CreatePollGroup(self);

    public void DestroyPollGroup(uint group) => functions.DestroyPollGroup(self, group);

    public void JoinPollGroup(uint connection, uint group) => functions.SetConnectionPollGroup(self, connection, group);

    public SteamResult Send(uint connection, ReadOnlySpan<byte> message, bool isReliable)
    {
        fixed (byte* bytes = message)
            return (SteamResult)functions.SendMessageToConnection(self, connection, bytes, (uint)message.Length, isReliable ? SendReliable : SendUnreliable, null);
    }

    public void Flush(uint connection) => functions.FlushMessagesOnConnection(self, connection);

    public int ReceiveFromGroup(uint group, Span<SteamMessage> messages) => Receive(functions.ReceiveMessagesOnPollGroup, group, messages);

    public int ReceiveFromConnection(uint connection, Span<SteamMessage> messages) => Receive(functions.ReceiveMessagesOnConnection, connection, messages);

    public void Release(SteamMessage message) => functions.ReleaseMessage((SteamNativeMessage*)message.Handle);

    public bool TryGetStatus(uint connection, out SteamStatus status)
    {
        SteamConnectionInfo info = default;
        status = default;
        if (functions.GetConnectionInfo(self, connection, &info) == 0) return false;
        string text = SteamText.Read(new ReadOnlySpan<byte>(info.EndText, SteamConnectionInfo.TextBytes));
        status = new SteamStatus((SteamConnectionState)info.State, AddressOf(info), info.Listener, info.EndReason, text);
        return true;
    }

    public int GetPort(uint listener)
    {
        SteamIPAddress address = default;
        return functions.GetListenSocketAddress(self, listener, &address) != 0 ? address.Port : 0;
    }

    public ulong GetOwnSteamId()
    {
        SteamIdentity identity = default;
        return functions.GetIdentity(self, &identity) != 0 ? identity.SteamId : 0;
    }

    public void RunCallbacks() => functions.RunCallbacks(self);

    // By identity where the peer has one; the address of the line, or the one that stands for an identity, else.
    private static SteamAddress AddressOf(in SteamConnectionInfo info)
    {
        if (info.Remote.SteamId is not 0 and ulong steamId) return SteamAddress.OfPeer(steamId, 0);
        SteamIPAddress address = info.RemoteAddress.IsThere ? info.RemoteAddress : info.Remote.IpAddress;
        return SteamAddress.OfIp(address.ToAddress(), address.Port);
    }

    private int Receive(delegate* unmanaged[Cdecl]<nint, uint, SteamNativeMessage**, int, int> function, uint source, Span<SteamMessage> messages)
    {
        SteamNativeMessage** received = stackalloc SteamNativeMessage*[messages.Length];
        int count = Math.Clamp(function(self, source, received, messages.Length), 0, messages.Length);
        for (int i = 0; i < count; i++)
        {
            SteamNativeMessage* message = received[i];
            messages[i] = new SteamMessage((nint)message, (nint)message->Data, message->Bytes, message->Connection, (message->Flags & SteamNativeMessage.Reliable) != 0);
        }
        return count;
    }
}
