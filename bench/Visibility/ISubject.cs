namespace Tain.Bench;

/// <summary>A server of objects that is measured, tick by tick.</summary>
internal interface ISubject
{
    /// <summary>The scripts of the objects, in the order in which they were made.</summary>
    IReadOnlyList<Soldier> Soldiers { get; }

    long SentBytes { get; }

    void Tick();
}
