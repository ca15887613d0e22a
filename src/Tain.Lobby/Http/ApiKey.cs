using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Tain.Lobbies;

/// <summary>Lets only those through who know the key, where one is set. Without one the service is open to all, as Edgegap's is.</summary>
internal sealed class ApiKey(string key)
{
    private const string Scheme = "Bearer ";

    private readonly byte[] _hash = SHA256.HashData(Encoding.UTF8.GetBytes(key));

    public Task CheckAsync(HttpContext context, RequestDelegate next)
    {
        string given = context.Request.Headers.Authorization.ToString();
        bool isRight = given.StartsWith(Scheme, StringComparison.Ordinal)
            && CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given[Scheme.Length..])), _hash);
        return isRight || context.Request.Path == "/health"
            ? next(context)
            : LobbyAnswers.Error(StatusCodes.Status401Unauthorized, "key", "The request needs the service's key: Authorization: Bearer ...").ExecuteAsync(context);
    }
}
