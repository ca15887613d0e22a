using System.Buffers.Binary;
using Tain.LoadTest.Game;
using Tain.Transports;

namespace Tain.LoadTest;

/// <summary>
/// A client that misbehaves, each connection in another way: it floods the server with Commands, calls on objects of others, sends messages that nobody knows, or batches
/// that are broken. A server ends such connections or bears them; the others must not notice.
/// </summary>
public sealed class FloodScript : ILoadScript
{
    private const int CommandsPerTick = 200;
    private const int PacketBytes = 200;
    private const ushort UnknownMessage = 12345;

    private static readonly int s_misdeeds = Enum.GetValues<Misdeed>().Length;

    private Misdeed? _misdeed;

    private enum Misdeed
    {
        Flood,
        ForeignObject,
        UnknownMessage,
        BrokenBatch,
    }

    /// <inheritdoc/>
    public void OnJoined(LoadClient client) => _misdeed = (Misdeed)(_misdeed is { } before ? ((int)before + 1) % s_misdeeds : client.Random.Next(s_misdeeds));

    /// <inheritdoc/>
    public void OnTick(LoadClient client)
    {
        switch (_misdeed)
        {
            case Misdeed.Flood:
                for (int i = 0; i < CommandsPerTick; i++) Move(client, client.PlayerNetId);
                break;
            case Misdeed.ForeignObject:
                foreach (uint netId in client.Visible) Move(client, netId);
                break;
            default:
                SendGarbage(client);
                break;
        }
    }

    private static void Move(LoadClient client, uint netId)
    {
        NetworkWriter parameters = client.BeginCommand();
        parameters.WriteFloat(float.NaN);
        parameters.WriteFloat(float.PositiveInfinity);
        parameters.WriteDouble(client.Time);
        client.SendCommandTo(netId, Runner.CmdMoveHash);
    }

    private void SendGarbage(LoadClient client)
    {
        Span<byte> packet = stackalloc byte[PacketBytes];
        client.Random.NextBytes(packet);
        BinaryPrimitives.WriteDoubleLittleEndian(packet, client.Time);
        if (_misdeed == Misdeed.UnknownMessage)
        {
            packet[sizeof(double)] = PacketBytes - sizeof(double) - 1;     // one message to the end
            BinaryPrimitives.WriteUInt16LittleEndian(packet[(sizeof(double) + 1)..], UnknownMessage);
        }
        client.SendPacket(packet, Channel.Reliable);
    }
}
