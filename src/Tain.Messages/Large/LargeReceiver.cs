using System.Security.Cryptography;

namespace Tain.Messages;

/// <summary>
/// The large message that comes from one connection; there is at most one at a time. Memory grows with what has come, never with what is announced. Sans-IO; the
/// clock comes in. What a peer says that cannot be true comes back as a sentence.
/// </summary>
internal sealed class LargeReceiver(NetworkConnection connection, LargeMessageOptions options, LargeBudget budget)
{
    private const int FirstBytes = 4096;

    private IncrementalHash? _hash;
    private byte[] _bytes = [];
    private uint _lastTransfer;
    private bool _hasBegun;
    private double _heardAt;
    private bool _owesCredit;

    /// <summary>What is coming in; null when nothing is.</summary>
    public IncomingLargeMessage? Current { get; private set; }

    /// <summary>What has come of it.</summary>
    public ArraySegment<byte> Received => new(_bytes, 0, Current?.ReceivedBytes ?? 0);

    public string? OnBegin(LargeBegin begin, LargeStopReason refusal, double now)
    {
        if (Current is not null) return "A large message begins before the last one has ended.";
        if (_hasBegun && !LargeNumbers.IsAfter(begin.Transfer, _lastTransfer)) return "A large message begins twice.";
        _hasBegun = true;
        _lastTransfer = begin.Transfer;
        if (refusal == LargeStopReason.None && begin.TotalBytes > (uint)options.MaxBytes) refusal = LargeStopReason.TooLarge;
        if (refusal != LargeStopReason.None)
        {
            connection.Send(new LargeStop(begin.Transfer, BySender: false, refusal));
            return null;
        }
        Current = new IncomingLargeMessage(begin.Transfer, begin.MessageId, (int)begin.TotalBytes);
        _hash ??= IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        _heardAt = now;
        return null;
    }

    /// <summary>Takes a part.</summary>
    /// <param name="part">The part. Its bytes are copied.</param>
    /// <param name="now">This side's clock in seconds.</param>
    /// <param name="isTaken">True when there is progress to report.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? OnPart(LargePart part, double now, out bool isTaken)
    {
        isTaken = false;
        if (IsUnknown(part.Transfer)) return "A part belongs to a large message that never began.";
        if (Current is not { } current || part.Transfer != current.Transfer) return null;     // of one that was refused meanwhile
        if (!IsWanted(current)) return null;
        if (part.Content.Count == 0) return "A part of a large message is empty.";
        if (part.Content.Count > current.TotalBytes - current.ReceivedBytes) return "A large message is longer than announced.";
        if (!TryGrow(current.ReceivedBytes + part.Content.Count, current.TotalBytes))
        {
            Refuse(LargeStopReason.NoRoom);
            return null;
        }
        part.Content.AsSpan().CopyTo(_bytes.AsSpan(current.ReceivedBytes));
        _hash!.AppendData(part.Content);
        current.ReceivedBytes += part.Content.Count;
        _heardAt = now;
        _owesCredit = true;
        isTaken = true;
        return null;
    }

    /// <summary>Takes the end.</summary>
    /// <param name="end">The end.</param>
    /// <param name="isComplete">True when <see cref="Received"/> is the whole content.</param>
    /// <returns>What is wrong with it; null when nothing is.</returns>
    public string? OnEnd(LargeEnd end, out bool isComplete)
    {
        isComplete = false;
        if (IsUnknown(end.Transfer)) return "A large message ends that never began.";
        if (Current is not { } current || end.Transfer != current.Transfer) return null;
        if (!IsWanted(current)) return null;
        if (current.ReceivedBytes != current.TotalBytes) return "A large message is shorter than announced.";
        if (LargeSender.TakeHash(_hash!) != end.Hash) return "A large message does not have the hash that its sender says.";
        isComplete = true;
        return null;
    }

    public string? OnStop(LargeStop stop)
    {
        if (IsUnknown(stop.Transfer)) return "A large message is given up that never began.";
        if (stop.Transfer == Current?.Transfer) Drop();
        return null;
    }

    /// <summary>The handler has run, or could not.</summary>
    public void Conclude(LargeStopReason failure)
    {
        if (Current is not { } current) return;     // the handler ended the connection
        if (failure == LargeStopReason.None) connection.Send(new LargeCredit(current.Transfer, (uint)current.TotalBytes, IsHandled: true));
        else connection.Send(new LargeStop(current.Transfer, BySender: false, failure));
        Drop();
    }

    /// <summary>Tells the sender how far it is, once per tick; gives up one that is silent.</summary>
    public void Pump(double now, bool isPaused)
    {
        if (Current is not { } current) return;
        if (isPaused) _heardAt = now;
        if (!IsWanted(current)) return;
        if (now - _heardAt >= options.TimeoutSeconds) Refuse(LargeStopReason.TimedOut);
        else if (_owesCredit)
        {
            _owesCredit = false;
            connection.Send(new LargeCredit(current.Transfer, (uint)current.ReceivedBytes, IsHandled: false));
        }
    }

    /// <summary>Forgets what has come.</summary>
    public void Drop()
    {
        if (Current is null) return;
        Current = null;
        LargeSender.TakeHash(_hash!);
        budget.Free(_bytes.Length);
        _bytes = [];
        _owesCredit = false;
    }

    private bool IsUnknown(uint transfer) => !_hasBegun || LargeNumbers.IsAfter(transfer, _lastTransfer);

    // The game may refuse it at any time, and not only what is small comes whole before the tick ends.
    private bool IsWanted(IncomingLargeMessage current)
    {
        if (!current.IsUnwanted) return true;
        Refuse(LargeStopReason.Cancelled);
        return false;
    }

    private void Refuse(LargeStopReason reason)
    {
        connection.Send(new LargeStop(Current!.Transfer, BySender: false, reason));
        Drop();
    }

    private bool TryGrow(int bytes, int totalBytes)
    {
        if (bytes <= _bytes.Length) return true;
        int length = (int)Math.Min(totalBytes, Math.Max(bytes, Math.Max(FirstBytes, 2L * _bytes.Length)));
        if (!budget.TryTake(length - _bytes.Length)) return false;
        Array.Resize(ref _bytes, length);
        return true;
    }
}
