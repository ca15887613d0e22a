namespace Tain.Messages;

/// <summary>
/// The numbers that large messages of one direction of a connection have on the wire. They go round: where they follow a clock of milliseconds that takes seven weeks, and a
/// server lives longer. So which of two is later can be told only within half a round.
/// </summary>
internal static class LargeNumbers
{
    /// <summary>The number that a clock shows.</summary>
    /// <param name="now">Seconds.</param>
    public static uint At(double now) => (uint)(long)(now * 1000);

    /// <summary>Whether a message was begun later than another one.</summary>
    public static bool IsAfter(uint transfer, uint other) => (int)(transfer - other) > 0;
}
