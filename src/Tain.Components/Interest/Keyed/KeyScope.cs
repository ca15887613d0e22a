namespace Tain;

/// <summary>How many keys somebody has.</summary>
internal enum KeyScope
{
    /// <summary>None: an object that nobody sees, a client that sees nothing.</summary>
    None,

    /// <summary>One: an object is seen by the clients with the same key.</summary>
    One,

    /// <summary>All: an object that every client with a player sees, a client that sees whatever has a key.</summary>
    All,
}
