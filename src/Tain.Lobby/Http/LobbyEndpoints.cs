using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Tain.Transports;

namespace Tain.Lobbies;

/// <summary>The requests of Edgegap's lobby service, in its words.</summary>
internal sealed class LobbyEndpoints(LobbyService lobbies, LobbyMetrics metrics, IOptions<LobbyOptions> options)
{
    private readonly LobbyLimits _limits = options.Value.Limits;

    public void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health", () => Results.Text("ok"));
        routes.MapGet("/lobbies", (Delegate)List);
        routes.MapPost("/lobbies", (Delegate)Create);
        routes.MapPost("/lobbies:join", (Delegate)Join);
        routes.MapPost("/lobbies:leave", (Delegate)Leave);
        routes.MapPost("/lobbies:start", (Delegate)Start);
        routes.MapGet("/lobbies/{id}", (string id, HttpContext context) => Get(id, context));
        routes.MapPatch("/lobbies/{id}", (string id, HttpContext context) => Update(id, context));
        // A body is neither needed nor read: what Unity makes of an empty one is its own affair.
        routes.MapDelete("/lobbies/{id}", (string id, HttpContext context) => Delete(id, context));
    }

    private async Task<IResult> List(HttpContext context)
    {
        (int count, IReadOnlyList<LobbyState> found) = await lobbies.ListAsync(context.RequestAborted);
        metrics.CountRequest("list", LobbyRefusal.None);
        return Results.Json(new LobbyList { Count = count, Data = [.. found.Select(lobby => lobby.ToBrief())] }, LobbyJson.Default.LobbyList);
    }

    private async Task<IResult> Get(string id, HttpContext context)
    {
        LobbyState? lobby = await lobbies.FindAsync(id, context.RequestAborted);
        metrics.CountRequest("get", lobby is null ? LobbyRefusal.NotFound : LobbyRefusal.None);
        return lobby is null ? LobbyAnswers.Refused(LobbyRefusal.NotFound) : Results.Json(lobby.ToLobby(), LobbyJson.Default.Lobby);
    }

    private async Task<IResult> Create(HttpContext context)
    {
        if (await ReadAsync(context, LobbyJson.Default.LobbyCreation) is not { } creation) return Unreadable("create");
        if (_limits.Problem(creation) is { } problem) return Invalid("create", problem);
        return Answer("create", await lobbies.CreateAsync(creation, context.RequestAborted), lobby =>
        {
            context.Response.Headers.Location = "/lobbies/" + lobby.Id;
            return Results.Json(lobby.ToLobby(), LobbyJson.Default.Lobby, statusCode: StatusCodes.Status201Created);
        });
    }

    private async Task<IResult> Update(string id, HttpContext context)
    {
        if (await ReadAsync(context, LobbyJson.Default.LobbyChange) is not { } change) return Unreadable("update");
        if (_limits.Problem(change) is { } problem) return Invalid("update", problem);
        return Answer("update", await lobbies.UpdateAsync(id, change, context.RequestAborted), lobby => Results.Json(lobby.ToBrief(), LobbyJson.Default.LobbyBrief));
    }

    private Task<IResult> Join(HttpContext context) => Member("join", context, lobbies.JoinAsync);

    private Task<IResult> Leave(HttpContext context) => Member("leave", context, lobbies.LeaveAsync);

    private async Task<IResult> Start(HttpContext context)
    {
        if (await ReadAsync(context, LobbyJson.Default.LobbyStart) is not { } start) return Unreadable("start");
        if (string.IsNullOrEmpty(start.LobbyId)) return Invalid("start", "lobby_id is missing");
        return Answer("start", await lobbies.StartAsync(start.LobbyId, context.RequestAborted), _ => Results.NoContent());
    }

    private async Task<IResult> Delete(string id, HttpContext context) => Answer("delete", await lobbies.DeleteAsync(id, context.RequestAborted), _ => Results.NoContent());

    private async Task<IResult> Member(string operation, HttpContext context, Func<string, string, CancellationToken, Task<LobbyVerdict>> act)
    {
        if (await ReadAsync(context, LobbyJson.Default.LobbyMembership) is not { } membership) return Unreadable(operation);
        if (_limits.Problem(membership) is { } problem) return Invalid(operation, problem);
        return Answer(operation, await act(membership.LobbyId!, membership.Player!.Id!, context.RequestAborted), _ => Results.NoContent());
    }

    private IResult Answer(string operation, LobbyVerdict verdict, Func<LobbyState, IResult> success)
    {
        metrics.CountRequest(operation, verdict.Refusal);
        return verdict.State is { } state ? success(state) : LobbyAnswers.Refused(verdict.Refusal);
    }

    private IResult Invalid(string operation, string problem)
    {
        metrics.CountRequest(operation, LobbyRefusal.Invalid);
        return LobbyAnswers.Invalid(problem + ".");
    }

    private IResult Unreadable(string operation) => Invalid(operation, "The body is not the JSON of this request");

    // Whatever content type it is said to be: Unity's requests vary.
    private static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
        }
        catch (JsonException)
        {
            // Somebody else's mistake, which the answer names.
            return null;
        }
    }
}
