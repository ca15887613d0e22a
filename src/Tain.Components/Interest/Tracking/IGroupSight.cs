namespace Tain;

/// <summary>What a rule that decides by groups knows of a server: where objects belong, and which groups a client sees.</summary>
internal interface IGroupSight
{
    NetworkServer Server { get; }

    /// <summary>Whether a client sees an object.</summary>
    bool IsInSight(NetworkIdentity identity, NetworkConnectionToClient connection);

    /// <summary>Subscribes a client that has a player to its groups, if that has not happened yet.</summary>
    void Seat(NetworkConnectionToClient connection);

    /// <summary>Looks where a client's player is now and what it sees from there.</summary>
    void LookFrom(NetworkConnectionToClient connection);

    /// <summary>Puts an object into its group.</summary>
    void Place(NetworkIdentity identity);

    /// <summary>The object leaves the network.</summary>
    void Remove(NetworkIdentity identity);

    /// <summary>The rule decides again, or for the first time.</summary>
    void Resume();

    /// <summary>The rule does not decide for a while. Who is told of movements wants to be told of none until then.</summary>
    void Pause()
    {
    }

    /// <summary>Forgets everything.</summary>
    void Clear();
}
