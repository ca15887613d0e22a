using System.Globalization;

namespace Tain.Transports;

/// <summary>What a relay knows a player or a game server by: two numbers that travel in clear with every datagram, so they are no secret on the path .</summary>
/// <param name="UserId">The user's number within the session.</param>
/// <param name="SessionId">The session's number.</param>
public readonly record struct RelayCredentials(uint UserId, uint SessionId)
{
    private const string UserArgument = "user_id=";
    private const string SessionArgument = "session_id=";

    /// <summary>Reads <c>user_id=n</c> and <c>session_id=n</c> from a command line, as a game started by a matchmaker gets them.</summary>
    /// <param name="arguments">The program's arguments; others are ignored.</param>
    /// <param name="credentials">What was found.</param>
    /// <returns>True when both are there and are numbers.</returns>
    public static bool TryParse(IEnumerable<string> arguments, out RelayCredentials credentials)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        uint? user = null;
        uint? session = null;
        foreach (string argument in arguments)
        {
            user = Read(argument, UserArgument) ?? user;
            session = Read(argument, SessionArgument) ?? session;
        }
        credentials = new RelayCredentials(user ?? 0, session ?? 0);
        return user is not null && session is not null;
    }

    private static uint? Read(string argument, string name) =>
        argument.StartsWith(name, StringComparison.Ordinal) && uint.TryParse(argument.AsSpan(name.Length), NumberStyles.None, CultureInfo.InvariantCulture, out uint value) ? value : null;
}
