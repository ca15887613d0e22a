namespace Tain.Transports;

/// <summary>A connection that has events for the pulling thread, as <see cref="ReadyQueue"/> sees it.</summary>
internal interface IReadySource
{
    /// <summary>A turn begins: from now on the source may ask for another one. It fixes how much it hands out in this turn.</summary>
    void BeginTurn();

    /// <summary>Hands out the next event of this turn. It also ends the loan of the event before.</summary>
    bool TryTake(out TransportEvent taken);

    /// <summary>The turn is over; the source asks for another one if something is left.</summary>
    void EndTurn();
}
