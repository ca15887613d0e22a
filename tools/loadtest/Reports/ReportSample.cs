namespace Tain.LoadTest;

/// <summary>One second of a run.</summary>
/// <param name="Second">Its end, in seconds since the start of the run.</param>
/// <param name="IsMeasured">Whether it counts: all clients had joined before it.</param>
/// <param name="Clients">What the clients saw.</param>
/// <param name="Server">What the server took; null when nothing is known of it.</param>
public sealed record ReportSample(double Second, bool IsMeasured, ClientFigures Clients, ServerFigures? Server);
