namespace Tain.Messages;

/// <summary>What follows from a <see cref="RejectReason"/>, and how it reads in a log. One table, so that no two places decide differently.</summary>
internal static class RejectReasons
{
    public static readonly int Count = Enum.GetValues<RejectReason>().Length;

    /// <summary>True when a connection ends whatever <c>ExceptionsDisconnect</c> says (docs/mirror/behaviour.md 3.3).</summary>
    public static bool AlwaysDisconnects(RejectReason reason) => reason is not
        (RejectReason.BatchTooShort or RejectReason.MessageTooShort or RejectReason.UnknownMessage or RejectReason.UnreadableContent or RejectReason.HandlerThrew);

    /// <summary>True when nothing follows but the counting: honest peers cause it on bad lines, and a hostile one must not be able to fill a log with it.</summary>
    public static bool IsOnlyCounted(RejectReason reason) => reason is
        RejectReason.UnreliableDropped or RejectReason.TooManyTimeMessages or RejectReason.UnknownPong or RejectReason.ErrorOfNoConnection;

    public static string Describe(RejectReason reason) => reason switch
    {
        RejectReason.None => "nothing is wrong",
        RejectReason.BatchTooShort => "a packet is too short for a timestamp",
        RejectReason.BatchBroken => "a batch announces more bytes than it has",
        RejectReason.ReceiveQueueFull => "too much is waiting to be handled",
        RejectReason.MessageTooShort => "a message is too short for its id",
        RejectReason.UnknownMessage => "no handler is registered for a message",
        RejectReason.UnreadableContent => "the content of a message cannot be read",
        RejectReason.HandlerThrew => "the handler of a message threw",
        RejectReason.NotAuthenticated => "a message came that needs authentication",
        RejectReason.TooManyMessages => "too many messages per second",
        RejectReason.Inactive => "nothing was heard for too long",
        RejectReason.SendQueueFull => "too much is waiting to be sent",
        RejectReason.ServerFull => "the server is full",
        RejectReason.NotListening => "the server is not listening",
        RejectReason.InvalidConnectionId => "the transport gave an id that is taken or reserved",
        RejectReason.BadLargeMessage => "what it says about a large message cannot be true",
        RejectReason.BadTimestamp => "the timestamp of a batch is not a finite number",
        RejectReason.AuthenticationTimeout => "it was not authenticated in time",
        RejectReason.UnreliableDropped => "an unreliable packet found no room among those that wait",
        RejectReason.TooManyTimeMessages => "too many pings or time snapshots per second",
        RejectReason.UnknownPong => "a pong answers no ping",
        RejectReason.ErrorOfNoConnection => "the transport reports an error of no connection",
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "Give the reason a sentence here."),
    };
}
