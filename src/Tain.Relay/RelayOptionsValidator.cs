using Microsoft.Extensions.Options;

namespace Tain.Relay;

/// <summary>Refuses settings that make no sense before anything is opened, and says which.</summary>
internal sealed class RelayOptionsValidator : IValidateOptions<RelayOptions>
{
    private const int MinKeyLength = 16;

    public ValidateOptionsResult Validate(string? name, RelayOptions options)
    {
        List<string> problems = [];
        if (options.ServerPort == options.ClientPort && options.ServerPort != 0) problems.Add("Relay:ServerPort and Relay:ClientPort must differ.");
        if (options.BufferBytes < 4_096) problems.Add("Relay:BufferBytes must be 4096 or more.");
        if (options.AdminKey.Length is > 0 and < MinKeyLength) problems.Add($"Relay:AdminKey must have at least {MinKeyLength} characters, or none to refuse all requests.");
        if (options.HealthInterval != TimeSpan.Zero && options.HealthInterval < TimeSpan.FromSeconds(1)) problems.Add("Relay:HealthInterval must be 00:00:01 or more, or 0 for never.");
        if (!Uri.TryCreate(options.AdminUrl, UriKind.Absolute, out Uri? url) || url.Scheme is not ("http" or "https")) problems.Add("Relay:AdminUrl must be like http://127.0.0.1:8890.");
        foreach (RelayOptions.FixedSession session in options.Sessions)
        {
            if (session.SessionId == 0) problems.Add("Relay:Sessions: a SessionId must not be 0.");
        }
        try
        {
            options.Limits.Validate();
        }
        catch (ArgumentOutOfRangeException problem)
        {
            problems.Add(problem.Message);
        }
        return problems.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(problems);
    }
}
