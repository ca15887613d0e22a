using System.Net;

namespace Tain.Transports;

/// <summary>A lobby service refused a request, or answered what cannot be understood.</summary>
public sealed class LobbyException : Exception
{
    /// <summary>A refusal.</summary>
    /// <param name="status">The answer's status; null when the answer itself was the problem.</param>
    /// <param name="message">Status and body, or what was wrong.</param>
    /// <param name="inner">The cause, if there is one.</param>
    public LobbyException(HttpStatusCode? status, string message, Exception? inner = null)
        : base(message, inner) => Status = status;

    /// <summary>The status of the answer; null when the answer itself was the problem.</summary>
    public HttpStatusCode? Status { get; }
}
