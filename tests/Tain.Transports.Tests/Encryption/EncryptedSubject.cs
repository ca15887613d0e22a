using Tain.Transports.Contract;

namespace Tain.Transports.Encryption;

/// <summary>Any transport with encryption around it, under the contract's tests. The two ends greet each other, because the contract's servers do not speak first.</summary>
internal sealed class EncryptedSubject : TransportSubject
{
    private const int LimitMs = 120_000;
    private readonly Transport _inner;
    private readonly EncryptionServerKey _key = EncryptionServerKey.Generate();
    private readonly Action<long>? _advanceMs;
    private readonly Func<long>? _nowMs;
    private readonly int _stepMs;
    private readonly bool _isStream;
    private long _stopAtMs;

    public EncryptedSubject(Transport inner, Action<long>? advanceMs = null, int stepMs = 0, Func<long>? nowMs = null, bool isStream = false)
    {
        _inner = inner;
        _advanceMs = advanceMs;
        _stepMs = stepMs;
        _nowMs = nowMs;
        _isStream = isStream;
        Transport = Encrypt(inner);
    }

    public override Transport Transport { get; }

    public override ForeignPeers Foreign => new EncryptionForeignPeers(_inner, Encrypt, Connect);

    public required Action<TransportClient> Connects { get; init; }

    /// <summary>Null: the server's address is the one of <see cref="Connects"/>.</summary>
    public Action<TransportClient, TransportServer>? ConnectsTo { get; init; }

    public override bool AddressIsExclusive => ConnectsTo is null;

    public override Channel Reported(Channel sent) => _isStream ? Channel.Reliable : sent;

    public override void Connect(TransportClient client, TransportServer server)
    {
        if (ConnectsTo is { } connectsTo) connectsTo(client, server);
        else Connects(client);
    }

    public override void ConnectToNobody(TransportClient client) => Connects(client);

    public override void BeginWait()
    {
        if (_nowMs is { } nowMs) _stopAtMs = nowMs() + LimitMs;
        else base.BeginWait();
    }

    public override bool Step()
    {
        if (_advanceMs is not { } advanceMs) return base.Step();
        advanceMs(_stepMs);
        return _nowMs!() < _stopAtMs;
    }

    // On the system's clock a test may have to wait for a processor; on its own it never does.
    private EncryptionTransport Encrypt(Transport inner) => new(inner)
    {
        ServerKey = _key,
        TrustedFingerprints = [_key.Fingerprint],
        ExchangeGreetings = true,
        HandshakeTimeoutMs = _nowMs is null ? 6_000 : 2_000,
    };
}
