namespace Tain.Messages;

/// <summary>A message out of a batch.</summary>
/// <param name="Bytes">Id and content. Borrowed: valid until the next batch is added.</param>
/// <param name="Timestamp">The sender's clock when it was sent, in seconds.</param>
/// <param name="ChannelId">The channel that its batch came on.</param>
public readonly record struct BatchedMessage(ArraySegment<byte> Bytes, double Timestamp, int ChannelId);
