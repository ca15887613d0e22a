namespace Tain.Messages;

/// <summary>Why something from a peer was refused. Bad input is a value: readers of the border return it, and one place per endpoint decides what follows.</summary>
public enum RejectReason : byte
{
    /// <summary>Nothing is wrong.</summary>
    None = 0,

    /// <summary>A packet is too short for the timestamp that each batch begins with.</summary>
    BatchTooShort = 1,

    /// <summary>A batch announces a message that is longer than what is left of it, or its length is cut off.</summary>
    BatchBroken = 2,

    /// <summary>More waits to be handled than one connection may queue, for example while a scene is loading.</summary>
    ReceiveQueueFull = 3,

    /// <summary>A message is too short for its id.</summary>
    MessageTooShort = 4,

    /// <summary>No handler is registered for the id of a message.</summary>
    UnknownMessage = 5,

    /// <summary>The content of a message is cut off or is no valid value.</summary>
    UnreadableContent = 6,

    /// <summary>The handler of a message threw: a bug on this side, or a peer that found one.</summary>
    HandlerThrew = 7,

    /// <summary>A message needs authentication, and the connection has none.</summary>
    NotAuthenticated = 8,

    /// <summary>More messages came per second than are allowed.</summary>
    TooManyMessages = 9,

    /// <summary>No message came for too long.</summary>
    Inactive = 10,

    /// <summary>More waits to be sent than one connection may queue.</summary>
    SendQueueFull = 11,

    /// <summary>The server has as many connections as it may have.</summary>
    ServerFull = 12,

    /// <summary>The server takes no new connections.</summary>
    NotListening = 13,

    /// <summary>The transport gave a connection an id that is taken or is reserved.</summary>
    InvalidConnectionId = 14,

    /// <summary>What a peer says about a large message cannot be true.</summary>
    BadLargeMessage = 15,

    /// <summary>The timestamp of a batch is not a finite number, so that it is no time at all.</summary>
    BadTimestamp = 16,

    /// <summary>Nobody was authenticated on a connection in time.</summary>
    AuthenticationTimeout = 17,

    /// <summary>An unreliable packet found no room among those that wait. It is dropped; the connection goes on.</summary>
    UnreliableDropped = 18,

    /// <summary>More pings or time snapshots came per second than are looked at. They are ignored; the connection goes on.</summary>
    TooManyTimeMessages = 19,

    /// <summary>A pong answers no ping that waits for an answer: it was made up, or came twice or too late. It is ignored; the connection goes on.</summary>
    UnknownPong = 20,

    /// <summary>The transport reports an error of a connection that it never announced, or of none. It is logged, and no game hears of it.</summary>
    ErrorOfNoConnection = 21,
}
