namespace Tain;

/// <summary>What objects have in common that are seen together: a scene, the name of a team, or the id of a match.</summary>
internal readonly record struct InterestKey(object? Thing, Guid Id = default);
