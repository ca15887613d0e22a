namespace Tain.Transports;

/// <summary>How much went one way.</summary>
/// <param name="Packets">Packets since the start.</param>
/// <param name="Bytes">Their bytes as the game made them, without the headers of the protocols below.</param>
public readonly record struct TrafficCount(long Packets, long Bytes);
