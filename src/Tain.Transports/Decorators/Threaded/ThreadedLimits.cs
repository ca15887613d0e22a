namespace Tain.Transports;

/// <summary>What the two sides of a threaded endpoint may queue. Made by <see cref="ThreadedTransport"/>, which documents the values.</summary>
internal readonly record struct ThreadedLimits(int MaxReceiveQueueBytes, int MaxReceiveQueueBytesPerConnection, int MaxSendQueueBytes, TimeSpan StopTimeout);
