namespace Tain;

/// <summary>Takes a world apart, with what hangs on it.</summary>
internal static class WorldEnd
{
    /// <summary>The world first, because managers among its scripts stop what they run; then a server or client that the game made itself.</summary>
    public static void Dispose(World world)
    {
        NetworkServer? server = world.TryGet<NetworkServer>();
        NetworkClient? client = world.TryGet<NetworkClient>();
        try
        {
            world.Dispose();
        }
        finally
        {
            client?.Dispose();
            server?.Dispose();
        }
    }
}
