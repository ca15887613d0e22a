namespace Tain.Transports;

/// <summary>The connecting end of several transports, of which one at a time is in use.</summary>
internal sealed class MultiplexClient((Transport Transport, TransportClient Client)[] children) : TransportClient
{
    private const int None = -1;

    private readonly Refusals _refusals = new();
    private readonly int[] _endsDue = new int[children.Length];   // Disconnected events of attempts that were left and not pulled to their end
    private int _active = None;
    private int _current;   // the child being pulled

    public override bool IsConnected => Array.Exists(children, child => child.Client.IsConnected);

    public override void Connect(string address)
    {
        ThrowIfBusy();
        children[0].Client.Connect(address);
        _active = 0;
    }

    public override void Connect(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        ThrowIfBusy();
        for (int i = 0; i < children.Length; i++)
        {
            if (!children[i].Transport.Accepts(uri)) continue;
            children[i].Client.Connect(uri);
            _active = i;
            return;
        }
        throw new ArgumentException($"None of the multiplexed transports connects to '{uri}'.", nameof(uri));
    }

    public override void Disconnect()
    {
        if (_active == None) return;
        children[_active].Client.Disconnect();
        _endsDue[_active]++;
        _active = None;
    }

    public override bool TryReceive(out TransportEvent received)
    {
        if (_refusals.TryTake(out received)) return true;
        for (; _current < children.Length; _current++)
        {
            if (!children[_current].Client.TryReceive(out received)) continue;
            if (received.Kind == TransportEventKind.Disconnected) NoteEnd(_current);
            return true;
        }
        _current = 0;
        received = default;
        return false;
    }

    public override bool Send(ReadOnlySpan<byte> data, Channel channel) =>
        _active != None && children[_active].Client.IsConnected && !_refusals.Refuses(0, data.Length, GetMaxPacketBytes(channel))
        && children[_active].Client.Send(data, channel);

    public override int GetSendQueueBytes() => _active == None ? 0 : children[_active].Client.GetSendQueueBytes();

    public override void Flush()
    {
        foreach ((_, TransportClient child) in children) child.Flush();
        _current = 0;
    }

    public override int GetMaxPacketBytes(Channel channel)
    {
        int smallest = int.MaxValue;
        foreach ((_, TransportClient child) in children) smallest = Math.Min(smallest, child.GetMaxPacketBytes(channel));
        return smallest;
    }

    public override int GetBatchThresholdBytes(Channel channel)
    {
        int smallest = int.MaxValue;
        foreach ((_, TransportClient child) in children) smallest = Math.Min(smallest, child.GetBatchThresholdBytes(channel));
        return smallest;
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (!disposing) return;
        foreach ((_, TransportClient child) in children) child.Dispose();
    }

    // An attempt that was left reports its end while the next one may be under way already.
    private void NoteEnd(int child)
    {
        if (_endsDue[child] > 0) _endsDue[child]--;
        else if (_active == child) _active = None;
    }

    private void ThrowIfBusy()
    {
        if (_active != None) throw new InvalidOperationException("The client is connected or connecting: disconnect it first.");
    }
}
