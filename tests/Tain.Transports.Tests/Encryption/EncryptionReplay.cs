using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Tain.Transports.Kit;

namespace Tain.Transports.Encryption;

/// <summary>
/// Runs a recorded case against our two ends: ticks, sends and forged packets go in, and what comes out is compared one by one with what the recording says. A packet on
/// its way is delivered when the recording shows its effect.
/// </summary>
internal sealed class EncryptionReplay
{
    private readonly JsonElement _case;
    private readonly ClientEncryptionPeer _client;
    private readonly PacketBuffer _plain = new();
    private readonly List<(bool FromClient, Channel Channel, byte[] Bytes)> _underWay = [];
    private readonly Queue<string> _outputs = new();
    private ServerEncryptionPeer _server;
    private (bool FromClient, Channel Channel, byte[] Bytes)? _lastSent;
    private bool _serverSawStart;

    public EncryptionReplay(JsonElement recorded)
    {
        _case = recorded;
        _client = new ClientEncryptionPeer(Key("client"), TestKeys.Trust(AcceptsServer), timeoutMs: 2_000, Random("client"));
        _server = NewServer();
    }

    /// <summary>Compares, without the outputs that are known to differ.</summary>
    public void Run(IReadOnlyDictionary<int, string> notOurs)
    {
        int index = -1;
        foreach (JsonElement recorded in _case.GetProperty("events").EnumerateArray())
        {
            index++;
            string expected = Expected(recorded);
            if (expected.Length == 0) Input(recorded);
            else if (!notOurs.ContainsKey(index)) Compare(index, expected, recorded);
        }
        while (_outputs.Count == 0 && Deliver())
        {
        }
        Assert.Empty(_outputs);
    }

    private static Channel ChannelOf(JsonElement recorded) => (Channel)recorded.Number("channel");

    private static string Text(string what, string side, string detail) => $"{what} {side} {detail}";

    private static string Expected(JsonElement recorded) => recorded.Text("event") switch
    {
        "packet" => Text("packet", recorded.Text("from"), $"{recorded.Number("channel")} {recorded.Text("hex")}"),
        "ready" => Text("ready", recorded.Text("side"), ""),
        "received" => Text("received", recorded.Text("side"), $"{recorded.Number("channel")} {recorded.Text("plain")}"),
        "error" => Text("error", recorded.Text("side"), recorded.Text("code")),
        "asked to accept key" => Text("asked", recorded.Text("side"), recorded.Text("fingerprint")),
        _ => "",
    };

    private void Input(JsonElement recorded)
    {
        switch (recorded.Text("event"))
        {
            case "tick":
                long nowMs = (long)Math.Round(recorded.GetProperty("time").GetDouble() * 1_000);
                Note(isClient: true, _client.Tick(nowMs), Channel.Unreliable, 0);
                Note(isClient: false, _server.Tick(nowMs), Channel.Unreliable, 0);
                break;
            case "send":
                Send(recorded.Text("side") == "client", recorded.Hex("plain"), ChannelOf(recorded));
                break;
            case "changed on the way":
                Assert.NotEmpty(_underWay);
                _underWay[^1] = _underWay[^1] with { Bytes = recorded.Hex("hex") };
                break;
            case "forged packet":
                Forge(recorded.Hex("hex"));
                break;
            default:
                Assert.Fail($"The recording has an event that this test does not know: {recorded}");
                break;
        }
    }

    private void Compare(int index, string expected, JsonElement recorded)
    {
        while (_outputs.Count == 0 && Deliver())
        {
        }
        Assert.True(_outputs.Count > 0, string.Create(CultureInfo.InvariantCulture, $"Event {index} was to be '{expected}' and nothing happened."));
        Assert.Equal(expected, _outputs.Dequeue());
        if (recorded.Text("event") == "packet" && !recorded.Flag("lost")) _underWay.Add(_lastSent!.Value);
    }

    // An empty packet is refused by the endpoints before it gets to the encryption.
    private void Send(bool isClient, byte[] plain, Channel channel)
    {
        if (plain.Length == 0) return;
        byte[] packet = new byte[plain.Length + EncryptionWire.OverheadBytes];
        (isClient ? (EncryptionPeer)_client : _server).Seal(plain, packet);
        NoteSent(isClient, packet, channel);
    }

    // The recording goes on after errors, where a connection ends. So each forged packet gets a connection of its own, until one that the real server took for a Start.
    private void Forge(byte[] packet)
    {
        if (!_serverSawStart) _server = NewServer();
        _serverSawStart |= packet.Length > 0 && packet[0] == EncryptionWire.HandshakeStart;
        Note(isClient: false, _server.Receive(packet, Channel.Unreliable, _plain, out int bytes), Channel.Unreliable, bytes);
    }

    private bool Deliver()
    {
        if (_underWay.Count == 0) return false;
        (bool fromClient, Channel channel, byte[] bytes) = _underWay[0];
        _underWay.RemoveAt(0);
        EncryptionPeer receiver = fromClient ? _server : _client;
        PeerOutcome outcome = receiver.Receive(bytes, channel, _plain, out int length);
        Note(!fromClient, outcome, channel, length);
        return true;
    }

    private void Note(bool isClient, PeerOutcome outcome, Channel channel, int bytes)
    {
        EncryptionPeer peer = isClient ? _client : _server;
        string side = isClient ? "client" : "server";
        if ((outcome & PeerOutcome.Send) != 0) NoteSent(isClient, peer.HandshakePacket.ToArray(), Channel.Unreliable);
        if ((outcome & PeerOutcome.BecameReady) != 0) _outputs.Enqueue(Text("ready", side, ""));
        if ((outcome & PeerOutcome.Data) != 0) _outputs.Enqueue(Text("received", side, $"{(int)channel} {Convert.ToHexStringLower(_plain.Read(bytes))}"));
        if ((outcome & PeerOutcome.Failed) != 0) _outputs.Enqueue(Text("error", side, peer.ErrorCode.ToString()));
    }

    private void NoteSent(bool isClient, byte[] packet, Channel channel)
    {
        _lastSent = (isClient, channel, packet);
        _outputs.Enqueue(Text("packet", isClient ? "client" : "server", $"{(int)channel} {Convert.ToHexStringLower(packet)}"));
    }

    private bool AcceptsServer(string fingerprint)
    {
        _outputs.Enqueue(Text("asked", "client", fingerprint));
        return _case.Text("name") != "key refused";
    }

    private ServerEncryptionPeer NewServer() => new(Key("server"), timeoutMs: 2_000, Random("server"));

    private EncryptionIdentity Key(string side)
    {
        JsonElement key = _case.GetProperty("keys").EnumerateArray().Single(one => one.Text("side") == side);
        Assert.Equal(key.Text("fingerprint"), Convert.ToHexStringLower(SHA256.HashData(key.Hex("publicKeyDer"))));
        return TestKeys.FromScalar(key.Hex("privateKeyScalar"), key.Hex("publicKeyDer"));
    }

    private RandomBytes Random(string side)
    {
        byte[][] packets = [.. _case.GetProperty("events").EnumerateArray().Where(one => one.Text("event") == "packet" && one.Text("from") == side).Select(one => one.Hex("hex"))];
        byte[]? ack = packets.FirstOrDefault(packet => packet[0] == EncryptionWire.HandshakeAck);
        byte[]? data = packets.FirstOrDefault(packet => packet[0] == EncryptionWire.Data);
        return TestKeys.Recorded(ack?[1..(1 + EncryptionWire.SaltBytes)] ?? new byte[EncryptionWire.SaltBytes], data?[^EncryptionWire.NonceBytes..] ?? new byte[EncryptionWire.NonceBytes]);
    }
}
