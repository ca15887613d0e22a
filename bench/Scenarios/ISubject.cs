using System.Numerics;

namespace Tain.Bench;

/// <summary>A server of objects that is measured, tick by tick.</summary>
internal interface ISubject
{
    /// <summary>The scripts of the objects that no client owns, in the order in which they were made.</summary>
    IReadOnlyList<Soldier> Soldiers { get; }

    /// <summary>The scripts of the players, in the order of their connections.</summary>
    IReadOnlyList<Soldier> Players { get; }

    NullTransport Transport { get; }

    /// <summary>Lets clients connect; they join by <see cref="Join"/>.</summary>
    NetworkConnectionToClient[] Connect(int count);

    /// <summary>Gives a client the world and a player.</summary>
    void Join(NetworkConnectionToClient connection, Vector3 position = default);

    /// <summary>A player has gone where others see it, and where it sees others.</summary>
    void OnCrossed(int player);

    void Tick();
}
