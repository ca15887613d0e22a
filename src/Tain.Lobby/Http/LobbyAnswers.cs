using Microsoft.AspNetCore.Http;

namespace Tain.Lobbies;

/// <summary>How refusals look from outside: a status, and a body that says why.</summary>
internal static class LobbyAnswers
{
    public static string NameOf(LobbyRefusal refusal) => refusal switch
    {
        LobbyRefusal.None => "ok",
        LobbyRefusal.NotFound => "not_found",
        LobbyRefusal.Full => "full",
        LobbyRefusal.NotJoinable => "not_joinable",
        LobbyRefusal.AlreadyIn => "already_in",
        LobbyRefusal.NotIn => "not_in",
        LobbyRefusal.AlreadyStarted => "already_started",
        LobbyRefusal.CapacityTooSmall => "capacity_too_small",
        LobbyRefusal.TooManyLobbies => "too_many_lobbies",
        LobbyRefusal.NoRelay => "no_relay",
        _ => "invalid",
    };

    public static IResult Refused(LobbyRefusal refusal) => refusal switch
    {
        LobbyRefusal.NotFound => Error(StatusCodes.Status404NotFound, refusal, "There is no such lobby."),
        LobbyRefusal.NotIn => Error(StatusCodes.Status404NotFound, refusal, "The player is not in the lobby."),
        LobbyRefusal.Full => Error(StatusCodes.Status409Conflict, refusal, "The lobby is full."),
        LobbyRefusal.NotJoinable => Error(StatusCodes.Status409Conflict, refusal, "The lobby takes nobody at the moment."),
        LobbyRefusal.AlreadyIn => Error(StatusCodes.Status409Conflict, refusal, "A player of this id is in the lobby."),
        LobbyRefusal.AlreadyStarted => Error(StatusCodes.Status409Conflict, refusal, "The lobby has been started."),
        LobbyRefusal.CapacityTooSmall => Error(StatusCodes.Status409Conflict, refusal, "There are more players in the lobby."),
        LobbyRefusal.TooManyLobbies => Error(StatusCodes.Status503ServiceUnavailable, refusal, "There are as many lobbies as there may be."),
        LobbyRefusal.NoRelay => Error(StatusCodes.Status503ServiceUnavailable, refusal, "No relay is to be had at the moment."),
        _ => Invalid("The request cannot be understood."),
    };

    public static IResult Invalid(string problem) => Error(StatusCodes.Status400BadRequest, LobbyRefusal.Invalid, problem);

    public static IResult Error(int status, string reason, string message) => Results.Json(new ErrorBody(reason, message), HttpJson.Default.ErrorBody, statusCode: status);

    private static IResult Error(int status, LobbyRefusal refusal, string message) => Error(status, NameOf(refusal), message);
}
