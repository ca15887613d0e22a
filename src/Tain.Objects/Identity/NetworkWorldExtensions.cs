namespace Tain;

/// <summary>The network of a world, for code that is no <see cref="NetworkBehaviour"/>: other scripts, and the program around the world.</summary>
public static class NetworkWorldExtensions
{
    extension(World world)
    {
        /// <summary>The server of this world; one that is not active and that nobody can reach when none was made.</summary>
        public NetworkServer networkServer => NetworkWorld.Of(world).Server;

        /// <summary>The client of this world; one that is not active and can join only this world's server when none was made.</summary>
        public NetworkClient networkClient => NetworkWorld.Of(world).Client;

        /// <summary>The network's time as this world sees it: the server's own, or the client's estimate of it.</summary>
        public NetworkTime networkTime => NetworkWorld.Of(world).Time;
    }
}
