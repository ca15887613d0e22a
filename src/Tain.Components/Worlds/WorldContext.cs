namespace Tain;

/// <summary>What a function that makes a world is told.</summary>
/// <param name="host">The host that will run it.</param>
/// <param name="handle">The world's handle: how others reach it later.</param>
/// <param name="options">What to make the world with: clock and log are the host's.</param>
public sealed class WorldContext(WorldHost host, WorldHandle handle, WorldOptions options)
{
    /// <summary>The world's name.</summary>
    public string name => handle.name;

    /// <summary>The host that will run it.</summary>
    public WorldHost host { get; } = host;

    /// <summary>The world's handle: how others reach it later.</summary>
    public WorldHandle handle { get; } = handle;

    /// <summary>
    /// What to make the world with. Clock and log are the host's; <see cref="WorldOptions.ClockOrigin"/> is the same for all worlds of a host, so that clients that go from one to the
    /// other see the time go on.
    /// </summary>
    public WorldOptions options { get; } = options;
}
