using Microsoft.Extensions.Logging;

namespace Tain.Transports;

/// <summary>Several listening ends as one.</summary>
internal sealed partial class MultiplexServer(MultiplexTransport description, TransportServer[] children) : TransportServer
{
    private readonly ILogger _logger = description.LoggerFactory.CreateLogger<MultiplexTransport>();
    private readonly ConnectionRoutes _routes = new();
    private readonly Refusals _refusals = new();
    private int _current;   // the child being pulled

    public override bool IsActive => Array.TrueForAll(children, child => child.IsActive);

    public override Uri Uri => children[0].Uri;

    public override void Start()
    {
        if (Array.Exists(children, child => child.IsActive)) throw new InvalidOperationException("The multiplex server is already started.");
        try
        {
            foreach (TransportServer child in children) child.Start();
        }
        catch
        {
            Stop();   // all or none
            throw;
        }
    }

    public override void Stop()
    {
        foreach (TransportServer child in children) child.Stop();
        _routes.Clear();
        _refusals.Clear();
        _current = 0;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_refusals.TryTake(out received)) return true;
        for (; _current < children.Length; _current++)
        {
            while (children[_current].TryReceive(out TransportEvent childs))
            {
                if (TryTranslate(childs, out received)) return true;
            }
        }
        _current = 0;
        return false;
    }

    public override bool Send(int connectionId, ReadOnlySpan<byte> data, Channel channel) =>
        _routes.TryGetRoute(connectionId, out int child, out int childId)
        && !_refusals.Refuses(connectionId, data.Length, GetMaxPacketBytes(channel))
        && children[child].Send(childId, data, channel);

    public override int GetSendQueueBytes(int connectionId) =>
        _routes.TryGetRoute(connectionId, out int child, out int childId) ? children[child].GetSendQueueBytes(childId) : 0;

    public override void Disconnect(int connectionId)
    {
        if (_routes.TryGetRoute(connectionId, out int child, out int childId)) children[child].Disconnect(childId);
    }

    public override void Flush()
    {
        foreach (TransportServer child in children) child.Flush();
        _current = 0;
    }

    public override string GetAddress(int connectionId) =>
        _routes.TryGetRoute(connectionId, out int child, out int childId) ? children[child].GetAddress(childId) : "";

    public override int GetMaxPacketBytes(Channel channel)
    {
        int smallest = int.MaxValue;
        foreach (TransportServer child in children) smallest = Math.Min(smallest, child.GetMaxPacketBytes(channel));
        return smallest;
    }

    public override int GetBatchThresholdBytes(Channel channel)
    {
        int smallest = int.MaxValue;
        foreach (TransportServer child in children) smallest = Math.Min(smallest, child.GetBatchThresholdBytes(channel));
        return smallest;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach (TransportServer child in children) child.Dispose();
    }

    private bool TryTranslate(TransportEvent childs, out TransportEvent translated)
    {
        translated = childs;
        if (childs.Kind == TransportEventKind.Connected)
        {
            translated = TransportEvent.Connected(_routes.Add(_current, childs.ConnectionId), childs.Text);
            return true;
        }
        if (childs.Kind == TransportEventKind.Error && childs.ConnectionId == 0) return true;   // the whole child's
        if (!_routes.TryGetId(_current, childs.ConnectionId, out int id))
        {
            LogUnknown(_current, childs.Kind, childs.ConnectionId);
            return false;
        }
        translated = childs.Kind switch
        {
            TransportEventKind.Data => TransportEvent.Received(id, childs.Data, childs.Channel),
            TransportEventKind.Error => TransportEvent.Error(id, childs.ErrorCode, childs.Text ?? ""),
            _ => TransportEvent.Disconnected(id),
        };
        if (childs.Kind == TransportEventKind.Disconnected) _routes.Remove(id);
        return true;
    }

    [LoggerMessage(LogLevel.Warning, "Multiplexed transport {child} reported {kind} for connection {childId}, which it never reported as connected. The event was dropped.")]
    private partial void LogUnknown(int child, TransportEventKind kind, int childId);
}
