using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Tain.Messages;

/// <summary>
/// The large messages to one connection, one after the other: at most a window of parts is under way, so that what is sent beside them does not wait behind megabytes.
/// Sans-IO; the clock comes in. What a peer says that cannot be true comes back as a sentence.
/// </summary>
internal sealed class LargeSender(NetworkConnection connection, LargeMessageOptions options, Action<Exception, string, NetworkConnection?> onListenerThrew, uint lastTransfer = 0)
{
    private readonly List<LargeTransfer> _waiting = [];
    private LargeTransfer? _current;
    private IncrementalHash? _hash;
    private uint _lastTransfer = lastTransfer;
    private double _heardAt;
    private bool _endIsSent;

    public bool IsIdle => _current is null && _waiting.Count == 0;

    public LargeTransfer Add(ushort messageId, ArraySegment<byte> content, Action<LargeTransfer>? progress)
    {
        if (content.Count > options.MaxBytes)
            throw new ArgumentException($"A message of {content.Count} bytes is above LargeMessageOptions.MaxBytes ({options.MaxBytes}) of this side. Raise it on both sides.");
        if (_waiting.Count >= options.MaxWaiting)
            throw new InvalidOperationException($"{options.MaxWaiting} large messages wait for {connection} already. Send the next when one is finished, or raise LargeMessageOptions.MaxWaiting.");
        var transfer = new LargeTransfer(this, messageId, content, progress);
        _waiting.Add(transfer);
        return transfer;
    }

    /// <summary>Sends what the window has room for.</summary>
    /// <param name="now">This side's clock in seconds.</param>
    /// <param name="isPaused">True: nothing is handled at the moment, so that silence says nothing about the peer.</param>
    public void Pump(double now, bool isPaused)
    {
        if (_current is null) BeginNext(now);
        if (_current is not { } transfer) return;
        if (isPaused) _heardAt = now;
        if (now - _heardAt >= options.TimeoutSeconds)
        {
            connection.Send(new LargeStop(_lastTransfer, BySender: true, LargeStopReason.TimedOut));
            Finish(LargeTransferState.TimedOut);
            return;
        }
        int partBytes = Math.Min(options.PartBytes, connection.MaxMessageSize() - LargePart.MaxOverheadBytes);
        while (transfer.SentBytes < transfer.TotalBytes && connection.IsOpen)
        {
            int bytes = Math.Min(partBytes, transfer.TotalBytes - transfer.SentBytes);
            if (transfer.SentBytes + bytes - transfer.ConfirmedBytes > options.WindowBytes) return;
            SendPart(transfer, transfer.Content.Slice(transfer.SentBytes, bytes));
        }
        if (!_endIsSent) SendEnd();
    }

    public string? OnCredit(LargeCredit credit, double now)
    {
        if (LargeNumbers.IsAfter(credit.Transfer, _lastTransfer)) return "It confirms a large message that was never begun.";
        if (_current is not { } transfer || credit.Transfer != _lastTransfer) return null;      // cancelled meanwhile
        if (credit.ReceivedBytes < (uint)transfer.ConfirmedBytes || credit.ReceivedBytes > (uint)transfer.SentBytes) return "It confirms bytes that were not sent.";
        if (credit.IsHandled && !(_endIsSent && credit.ReceivedBytes == (uint)transfer.TotalBytes)) return "It has handled a large message that is not complete.";
        _heardAt = now;
        transfer.ConfirmedBytes = (int)credit.ReceivedBytes;
        if (credit.IsHandled) Finish(LargeTransferState.Completed);
        else Report(transfer);
        return null;
    }

    public string? OnStop(LargeStop stop)
    {
        if (LargeNumbers.IsAfter(stop.Transfer, _lastTransfer)) return "It refuses a large message that was never begun.";
        if (_current is not null && stop.Transfer == _lastTransfer) Finish(LargeTransferState.Refused, stop.Reason);
        return null;
    }

    public void Cancel(LargeTransfer transfer)
    {
        if (transfer == _current)
        {
            connection.Send(new LargeStop(_lastTransfer, BySender: true, LargeStopReason.Cancelled));
            Finish(LargeTransferState.Cancelled);
            return;
        }
        _waiting.Remove(transfer);
        transfer.Finish(LargeTransferState.Cancelled);
        Report(transfer);
    }

    public void OnDisconnected()
    {
        if (_current is not null) Finish(LargeTransferState.Disconnected);
        while (TryTakeNext(out LargeTransfer? transfer))
        {
            transfer.Finish(LargeTransferState.Disconnected);
            Report(transfer);
        }
    }

    /// <summary>The first bytes of a SHA-256, as they stand on the wire.</summary>
    public static UInt128 TakeHash(IncrementalHash hash)
    {
        Span<byte> bytes = stackalloc byte[SHA256.HashSizeInBytes];
        hash.GetHashAndReset(bytes);
        return BinaryPrimitives.ReadUInt128LittleEndian(bytes);
    }

    private void BeginNext(double now)
    {
        if (!TryTakeNext(out LargeTransfer? next)) return;
        _current = next;
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _heardAt = now;
        _endIsSent = false;
        next.Begin();
        connection.Send(new LargeBegin(++_lastTransfer, next.MessageId, (uint)next.TotalBytes));
    }

    private bool TryTakeNext([NotNullWhen(true)] out LargeTransfer? next)
    {
        next = _waiting.Count > 0 ? _waiting[0] : null;
        if (next is not null) _waiting.RemoveAt(0);
        return next is not null;
    }

    private void SendPart(LargeTransfer transfer, ArraySegment<byte> part)
    {
        connection.Send(new LargePart(_lastTransfer, part));
        _hash!.AppendData(part);
        transfer.SentBytes += part.Count;
    }

    private void SendEnd()
    {
        _endIsSent = true;
        connection.Send(new LargeEnd(_lastTransfer, TakeHash(_hash!)));
    }

    private void Finish(LargeTransferState state, LargeStopReason refusedBecause = LargeStopReason.None)
    {
        LargeTransfer transfer = _current!;
        _current = null;
        if (!_endIsSent) TakeHash(_hash!);      // what it has taken in belongs to this message
        transfer.Finish(state, refusedBecause);
        Report(transfer);
    }

    private void Report(LargeTransfer transfer)
    {
        try
        {
            transfer.Report();
        }
        catch (Exception exception)
        {
            onListenerThrew(exception, nameof(LargeTransfer), connection);
        }
    }
}
