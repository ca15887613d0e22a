namespace Tain.Transports;

/// <summary>What a relay says to a request to open a session or let a user in.</summary>
public enum RelayAdmission : byte
{
    /// <summary>Done.</summary>
    Ok = 0,

    /// <summary>There is no such session.</summary>
    UnknownSession = 1,

    /// <summary>There is no such user in the session.</summary>
    UnknownUser = 2,

    /// <summary>The number is in use, or is 0.</summary>
    Taken = 3,

    /// <summary>The relay or the session holds as many as it may.</summary>
    Full = 4,
}
