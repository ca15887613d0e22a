namespace Tain.Transports;

/// <summary>Fills a span with bytes that nobody can guess; tests give the recorded ones.</summary>
internal delegate void RandomBytes(Span<byte> destination);
