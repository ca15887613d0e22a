using System.Net;
using System.Text;

namespace Tain.Lobbies.Kit;

/// <summary>A lobby service that answers what the test says, and remembers what it was asked.</summary>
internal sealed class Script(Func<HttpRequestMessage, (HttpStatusCode Status, string Body)> answer) : HttpMessageHandler
{
    public List<string> Asked { get; } = [];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (Asked) Asked.Add($"{request.Method} {request.RequestUri!.AbsoluteUri} {body}".TrimEnd());
        (HttpStatusCode status, string text) = answer(request);
        return new HttpResponseMessage(status) { Content = new StringContent(text, Encoding.UTF8, "application/json"), RequestMessage = request };
    }
}
