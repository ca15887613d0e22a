using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>
/// A server behind a relay that its lobby gave it. It is active from <see cref="Start"/> on; players can come once the lobby has its relay. When there is none to be had,
/// an Error event says why and the server is no longer active.
/// </summary>
public sealed class LobbyRelayServer : TransportServer
{
    private readonly LobbyRelayTransport _transport;
    private readonly LobbyErrand _errand;
    private readonly ILogger _logger;
    private readonly TransportEventQueue _events = new();
    private readonly TransportServer _sizes;
    private CancellationTokenSource? _way;
    private Task<LobbyPlace>? _arrival;
    private LobbyPlace? _place;
    private RelayedServer? _inner;

    internal LobbyRelayServer(LobbyRelayTransport transport)
    {
        _transport = transport;
        _errand = new LobbyErrand(transport);
        _logger = transport.LoggerFactory.CreateLogger<LobbyRelayServer>();
        // Never started: it answers how large packets may be before there is a relay.
        _sizes = transport.ToRelay(null).CreateServer();
    }

    /// <inheritdoc/>
    public override bool IsActive => _arrival is not null || _inner is not null;

    /// <summary>The lobby's address; a client of the same description connects to it. Its id is what players join by.</summary>
    public override Uri Uri => _transport.UriOf(LobbyId);

    /// <summary>The lobby's id; null until it has its relay.</summary>
    public string? LobbyId => _place?.LobbyId;

    /// <summary>What the relay says; <see cref="RelayState.Checking"/> until it is known which.</summary>
    public RelayState RelayState => _inner?.RelayState ?? (IsActive ? RelayState.Checking : RelayState.Disconnected);

    /// <summary>Completes when the lobby service has heard that the server stopped, or will not hear it any more. <see cref="Dispose(bool)"/> waits a little for it.</summary>
    public Task Farewell { get; private set; } = Task.CompletedTask;

    /// <inheritdoc/>
    public override void Start()
    {
        if (IsActive) throw new InvalidOperationException("The server is already active; call Stop first.");
        _events.Clear();
        _way = new CancellationTokenSource();
        _arrival = _errand.HostAsync(_way.Token);
    }

    /// <summary>Disconnects everybody and deletes the lobby, in the background: see <see cref="Farewell"/>.</summary>
    public override void Stop()
    {
        Task<LobbyPlace>? arrival = _arrival;
        LobbyPlace? place = _place;
        _arrival = null;
        _place = null;
        _inner?.Dispose();
        _inner = null;
        _way?.Cancel();
        _way?.Dispose();
        _way = null;
        if (arrival is not null) Farewell = GiveUpAsync(arrival);
        else if (place is not null) Farewell = _errand.DeleteAsync(place.LobbyId);
    }

    /// <inheritdoc/>
    public override bool TryReceive(out TransportEvent received)
    {
        if (_arrival is { IsCompleted: true } arrival) Arrive(arrival);
        if (_events.TryTake(out received)) return true;
        return _inner is not null && _inner.TryReceive(out received);
    }

    /// <inheritdoc/>
    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) => _inner is not null && _inner.Send(connectionId, data, channel);

    /// <inheritdoc/>
    public override void Disconnect(int connectionId) => _inner?.Disconnect(connectionId);

    /// <inheritdoc/>
    public override void Flush() => _inner?.Flush();

    /// <inheritdoc/>
    public override string GetAddress(int connectionId) => _inner?.GetAddress(connectionId) ?? "";

    /// <inheritdoc/>
    public override int GetSendQueueBytes(int connectionId) => _inner?.GetSendQueueBytes(connectionId) ?? 0;

    /// <inheritdoc/>
    public override int GetMaxPacketBytes(Channel channel) => _sizes.GetMaxPacketBytes(channel);

    /// <inheritdoc/>
    public override int GetBatchThresholdBytes(Channel channel) => _sizes.GetBatchThresholdBytes(channel);

    /// <summary>Stops, and waits up to two seconds until the lobby service has heard of it: a process that ends now would leave the lobby behind.</summary>
    /// <param name="disposing">True from <see cref="TransportServer.Dispose()"/>.</param>
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        _sizes.Dispose();
        Farewell.Wait(LobbyRelayTransport.FarewellPatience);
    }

    private void Arrive(Task<LobbyPlace> arrival)
    {
        _arrival = null;
        if (!arrival.IsCompletedSuccessfully)
        {
            Fail(arrival.Exception?.InnerException?.Message ?? "the attempt was given up");
            return;
        }
        _place = arrival.Result;
        RelayedServer inner = _transport.ToRelay(_place).CreateServer();
        try
        {
            inner.Start();
        }
        catch (InvalidOperationException problem)
        {
            inner.Dispose();
            Fail(problem.Message);
            Stop();
            return;
        }
        _inner = inner;
        _logger.LogInformation("Lobby {Lobby} is open; its relay is {Relay}", _place.LobbyId, _place.RelayHost);
    }

    private void Fail(string reason)
    {
        _logger.LogError("The server got no lobby with a relay: {Reason}", reason);
        _events.AddError(0, TransportError.Refused, $"no lobby with a relay: {reason}");
    }

    // The errand gives back what it took when it is cancelled; it may also have arrived just now.
    private async Task GiveUpAsync(Task<LobbyPlace> arrival)
    {
        await ((Task)arrival).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (arrival.IsCompletedSuccessfully) await _errand.DeleteAsync(arrival.Result.LobbyId).ConfigureAwait(false);
    }
}
