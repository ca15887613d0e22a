namespace Tain.Transports;

/// <summary>A client that joins a lobby and plays through its relay. The address that it connects to is the lobby's id.</summary>
public sealed class LobbyRelayClient : TransportClient
{
    private readonly LobbyRelayTransport _transport;
    private readonly LobbyErrand _errand;
    private readonly TransportEventQueue _events = new();
    private readonly TransportClient _sizes;
    private CancellationTokenSource? _way;
    private Task<LobbyPlace>? _arrival;
    private LobbyPlace? _place;
    private RelayedClient? _inner;

    internal LobbyRelayClient(LobbyRelayTransport transport)
    {
        _transport = transport;
        _errand = new LobbyErrand(transport);
        // Never connected: it answers how large packets may be before there is a relay.
        _sizes = transport.ToRelay(null).CreateClient();
    }

    /// <inheritdoc/>
    public override bool IsConnected => _inner is { IsConnected: true };

    /// <summary>What the relay says; <see cref="RelayState.Checking"/> until it is known which.</summary>
    public RelayState RelayState => _inner?.RelayState ?? (_arrival is null ? RelayState.Disconnected : RelayState.Checking);

    /// <summary>Completes when the lobby service has heard that the player left, or will not hear it any more. <see cref="Dispose(bool)"/> waits a little for it.</summary>
    public Task Farewell { get; private set; } = Task.CompletedTask;

    /// <summary>Joins a lobby and connects to its server.</summary>
    /// <param name="address">The lobby's id.</param>
    /// <exception cref="InvalidOperationException">The client is connected or connecting.</exception>
    public override void Connect(string address)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        if (_arrival is not null || _inner is not null) throw new InvalidOperationException("The client is connected or connecting; call Disconnect first.");
        _events.Clear();
        _way = new CancellationTokenSource();
        _arrival = _errand.JoinAsync(address, _way.Token);
    }

    /// <summary>Joins a lobby and connects to its server.</summary>
    /// <param name="uri">A server's <see cref="LobbyRelayServer.Uri"/>, or <c>kcp://id</c> where the id is in small letters and digits.</param>
    /// <exception cref="ArgumentException">The scheme is not this transport's.</exception>
    /// <exception cref="InvalidOperationException">The client is connected or connecting.</exception>
    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        if (uri.Scheme != _transport.Scheme)
            throw new ArgumentException($"The address {uri} has not the scheme of this transport; use {_transport.Scheme}://lobby/id.", nameof(uri));
        Connect(LobbyRelayTransport.IdOf(uri));
    }

    /// <inheritdoc/>
    public override void Disconnect()
    {
        if (_arrival is { } arrival)
        {
            _arrival = null;
            EndWay();
            Farewell = GiveUpAsync(arrival);
            _events.AddDisconnected(0);
        }
        _inner?.Disconnect();
    }

    /// <inheritdoc/>
    public override bool TryReceive(out TransportEvent received)
    {
        if (_arrival is { IsCompleted: true } arrival) Arrive(arrival);
        if (_events.TryTake(out received)) return true;
        if (_inner is null || !_inner.TryReceive(out received)) return false;
        if (received.Kind == TransportEventKind.Disconnected) Leave();
        return true;
    }

    /// <inheritdoc/>
    public override bool Send(ReadOnlySpan<byte> data, Channel channel) => _inner is not null && _inner.Send(data, channel);

    /// <inheritdoc/>
    public override void Flush() => _inner?.Flush();

    /// <inheritdoc/>
    public override int GetSendQueueBytes() => _inner?.GetSendQueueBytes() ?? 0;

    /// <inheritdoc/>
    public override int GetMaxPacketBytes(Channel channel) => _sizes.GetMaxPacketBytes(channel);

    /// <inheritdoc/>
    public override int GetBatchThresholdBytes(Channel channel) => _sizes.GetBatchThresholdBytes(channel);

    /// <summary>Disconnects, leaves, and waits up to two seconds until the lobby service has heard of it: a process that ends now would keep its place taken.</summary>
    /// <param name="disposing">True from <see cref="TransportClient.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        Leave();
        _sizes.Dispose();
        Farewell.Wait(LobbyRelayTransport.FarewellPatience);
    }

    private void Arrive(Task<LobbyPlace> arrival)
    {
        _arrival = null;
        EndWay();
        if (!arrival.IsCompletedSuccessfully)
        {
            Exception? problem = arrival.Exception?.InnerException;
            _events.AddError(0, problem is TimeoutException ? TransportError.Timeout : TransportError.Refused, $"no place in the lobby: {problem?.Message ?? "given up"}");
            _events.AddDisconnected(0);
            return;
        }
        _place = arrival.Result;
        _inner = _transport.ToRelay(_place).CreateClient();
        _inner.Connect(_place.RelayHost);
    }

    private void Leave()
    {
        _inner?.Dispose();
        _inner = null;
        if (_place is { } place) Farewell = _errand.LeaveAsync(place.LobbyId, place.PlayerId);
        _place = null;
    }

    private void EndWay()
    {
        _way?.Cancel();
        _way?.Dispose();
        _way = null;
    }

    // The errand gives back what it took when it is cancelled; it may also have arrived just now.
    private async Task GiveUpAsync(Task<LobbyPlace> arrival)
    {
        await ((Task)arrival).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (arrival.IsCompletedSuccessfully) await _errand.LeaveAsync(arrival.Result.LobbyId, arrival.Result.PlayerId).ConfigureAwait(false);
    }
}
