namespace Tain;

/// <summary>A client that has a player, which is where it looks from.</summary>
internal abstract class InterestViewer : TrackedPlace
{
    /// <summary>The client; null while this record is spare.</summary>
    public NetworkConnectionToClient? Connection { get; set; }

    /// <summary>Its player.</summary>
    public NetworkIdentity? Player { get; set; }

    /// <summary>Its place in the list of viewers.</summary>
    public int Index { get; set; }
}
