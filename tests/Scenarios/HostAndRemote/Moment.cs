namespace Tain.Scenarios.HostAndRemote;

/// <summary>How things stand after a step.</summary>
/// <param name="Sights">Every spawned object, as it is to the compared client.</param>
/// <param name="Copies">The compared client's objects in words, those that it sees.</param>
/// <param name="WitnessCopies">The same of the client that watches.</param>
/// <param name="IsActive">Whether the server serves.</param>
/// <param name="IsThere">Whether the compared client is connected.</param>
/// <param name="IsReady">Whether the server considers the compared client ready.</param>
internal sealed record Moment(
    IReadOnlyDictionary<uint, Sight> Sights, IReadOnlyDictionary<uint, string> Copies, IReadOnlyDictionary<uint, string> WitnessCopies, bool IsActive, bool IsThere, bool IsReady);
