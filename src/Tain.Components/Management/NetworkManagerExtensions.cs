namespace Tain;

/// <summary>Finds the manager of a world, which Mirror's scripts know as <c>NetworkManager.singleton</c>.</summary>
public static class NetworkManagerExtensions
{
    extension(World world)
    {
        /// <summary>The manager of this world; null before one is awake and after it was destroyed.</summary>
        public NetworkManager? networkManager => world.TryGet<NetworkManager>();
    }
}
