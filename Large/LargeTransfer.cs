namespace Tain.Messages;

/// <summary>A large message on its way to a connection. Used by the endpoint's thread.</summary>
public sealed class LargeTransfer
{
    private readonly LargeSender _sender;
    private readonly Action<LargeTransfer>? _progress;

    internal LargeTransfer(LargeSender sender, ushort messageId, ArraySegment<byte> content, Action<LargeTransfer>? progress)
    {
        _sender = sender;
        _progress = progress;
        MessageId = messageId;
        Content = content;
        TotalBytes = content.Count;
    }

    /// <summary>Where it is on its way.</summary>
    public LargeTransferState State { get; private set; }

    /// <summary>Why the receiver refused it; None unless <see cref="State"/> is Refused.</summary>
    public LargeStopReason RefusedBecause { get; private set; }

    /// <summary>The size of the content.</summary>
    public int TotalBytes { get; }

    /// <summary>How much was handed to the connection.</summary>
    public int SentBytes { get; internal set; }

    /// <summary>How much the receiver says it has.</summary>
    public int ConfirmedBytes { get; internal set; }

    /// <summary>True once nothing more will happen.</summary>
    public bool IsFinished => State >= LargeTransferState.Completed;

    internal ushort MessageId { get; }

    /// <summary>What is still to be sent; gone when it is finished, so that who keeps the transfer keeps no message.</summary>
    internal ArraySegment<byte> Content { get; private set; }

    /// <summary>Gives it up; the receiver drops what it has. Nothing happens when it is finished already.</summary>
    public void Cancel()
    {
        if (!IsFinished) _sender.Cancel(this);
    }

    internal void Begin() => State = LargeTransferState.Sending;

    internal void Finish(LargeTransferState state, LargeStopReason refusedBecause = LargeStopReason.None)
    {
        State = state;
        RefusedBecause = refusedBecause;
        Content = default;
    }

    internal void Report() => _progress?.Invoke(this);
}
