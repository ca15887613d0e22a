using System.Net;
using Microsoft.Extensions.Options;

namespace Tain.Lobbies;

/// <summary>Refuses settings that make no sense before anything is opened, and says which.</summary>
internal sealed class LobbyOptionsValidator : IValidateOptions<LobbyOptions>
{
    public ValidateOptionsResult Validate(string? name, LobbyOptions options)
    {
        List<string> problems = [];
        Require(options.RequestsPerSecond >= 1, "Lobby:RequestsPerSecond must be 1 or more.");
        Require(options.CreationsPerMinute >= 1, "Lobby:CreationsPerMinute must be 1 or more.");
        Require(options.AbandonedAfter >= TimeSpan.FromSeconds(1), "Lobby:AbandonedAfter must be 00:00:01 or more.");
        Require(options.MaxAge >= options.AbandonedAfter, "Lobby:MaxAge must be Lobby:AbandonedAfter or more.");
        Require(options.SweepInterval >= TimeSpan.FromSeconds(1), "Lobby:SweepInterval must be 00:00:01 or more.");
        Require(options.Relay.Timeout >= TimeSpan.FromMilliseconds(100), "Lobby:Relay:Timeout must be 00:00:00.1 or more.");
        Require(IsHttp(options.Relay.AdminUrl), "Lobby:Relay:AdminUrl must be like http://127.0.0.1:8890.");
        Require(options.TrustedProxies.All(static proxy => IPAddress.TryParse(proxy, out _)), "Lobby:TrustedProxies must be IP addresses.");
        LobbyLimits limits = options.Limits;
        int[] positive = [limits.MaxLobbies, limits.MaxCapacity, limits.MaxNameLength, limits.MaxPlayerIdLength, limits.MaxTagLength, limits.MaxAnnotationLength, limits.MaxListed, limits.MaxRequestBytes];
        Require(positive.All(static limit => limit >= 1) && limits.MaxTags >= 0 && limits.MaxAnnotations >= 0, "Lobby:Limits must be 1 or more; tags and annotations 0 or more.");
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);

        void Require(bool isFine, string problem)
        {
            if (!isFine) problems.Add(problem);
        }
    }

    private static bool IsHttp(string text) => Uri.TryCreate(text, UriKind.Absolute, out Uri? url) && url.Scheme is ("http" or "https");
}
