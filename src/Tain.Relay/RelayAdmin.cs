using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tain.Transports;

namespace Tain.Relay;

/// <summary>The door for whoever opens sessions, normally the lobby: a few requests, each with the key.</summary>
internal static class RelayAdmin
{
    private const string Scheme = "Bearer ";

    public static void Map(WebApplication app)
    {
        // Before routing, so that nothing of a request without the key is read.
        app.Use(RequireKey);
        app.UseRouting();
        app.MapGet("/health", (RelayDesk desk) => Results.Json(new HealthAnswer("ok", desk.SessionCount), RelayJson.Default.HealthAnswer));
        RouteGroupBuilder sessions = app.MapGroup("/sessions");
        sessions.MapPost("", Open);
        sessions.MapGet("/{session}", Get);
        sessions.MapDelete("/{session}", (uint session, RelayDesk desk) => Answer(desk.Close(session)));
        sessions.MapPut("/{session}/users/{user}", AddUser);
        sessions.MapDelete("/{session}/users/{user}", (uint session, uint user, RelayDesk desk) => Answer(desk.RemoveUser(session, user)));
    }

    private static async Task<IResult> Open(HttpContext context, RelayDesk desk, RelaySockets sockets, IOptions<RelayOptions> options)
    {
        if (await ReadAsync(context) is not { ServerUser: { } server } request) return Error("invalid", "The body must be like {\"server_user\": 1, \"users\": [2, 3]}.", StatusCodes.Status400BadRequest);
        RelayAdmission result = desk.TryOpen(server, request.Users ?? [], out uint session);
        if (result != RelayAdmission.Ok) return Answer(result);
        var answer = new OpenSessionAnswer(session, options.Value.PublicHost, sockets.ServerSide.Number, sockets.ClientSide.Number);
        return Results.Json(answer, RelayJson.Default.OpenSessionAnswer, statusCode: StatusCodes.Status201Created);
    }

    private static async Task<OpenSessionRequest?> ReadAsync(HttpContext context)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, RelayJson.Default.OpenSessionRequest, context.RequestAborted);
        }
        catch (JsonException)
        {
            // Somebody else's mistake, which the answer names.
            return null;
        }
    }

    private static IResult Get(uint session, RelayDesk desk) =>
        desk.TryGet(session, out RelaySessionInfo info)
            ? Results.Json(new SessionAnswer(info.SessionId, info.Users, info.Connections, info.ServerIsHeard), RelayJson.Default.SessionAnswer)
            : Answer(RelayAdmission.UnknownSession);

    // Letting in one who is in already is done, so that a request may be repeated.
    private static IResult AddUser(uint session, uint user, RelayDesk desk)
    {
        RelayAdmission result = desk.AddUser(session, user);
        return Answer(result == RelayAdmission.Taken ? RelayAdmission.Ok : result);
    }

    private static IResult Answer(RelayAdmission result) => result switch
    {
        RelayAdmission.Ok => Results.NoContent(),
        RelayAdmission.Full => Error("full", "The relay, or the session, holds as many as it may.", StatusCodes.Status503ServiceUnavailable),
        RelayAdmission.Taken => Error("taken", "The number is in use, or named twice.", StatusCodes.Status409Conflict),
        RelayAdmission.UnknownUser => Error("unknown_user", "There is no such user in the session.", StatusCodes.Status404NotFound),
        _ => Error("unknown_session", "There is no such session.", StatusCodes.Status404NotFound),
    };

    private static IResult Error(string reason, string message, int status) => Results.Json(new ErrorAnswer(reason, message), RelayJson.Default.ErrorAnswer, statusCode: status);

    private static Task RequireKey(HttpContext context, RequestDelegate next)
    {
        string key = context.RequestServices.GetRequiredService<IOptions<RelayOptions>>().Value.AdminKey;
        string given = context.Request.Headers.Authorization.ToString();
        bool isOpen = context.Request.Path == "/health";
        bool isRight = key.Length > 0 && given.StartsWith(Scheme, StringComparison.Ordinal) && AreEqual(given[Scheme.Length..], key);
        return isOpen || isRight
            ? next(context)
            : Error("key", "The request needs the relay's key: Authorization: Bearer ...", StatusCodes.Status401Unauthorized).ExecuteAsync(context);
    }

    // Compared as hashes, which have one length, in a time that does not tell how much was right.
    private static bool AreEqual(string given, string key) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(key)));
}
