namespace Tain.Transports;

/// <summary>What the library answers to a send. Values as in steamclientpublic.h.</summary>
internal enum SteamResult
{
    OK = 1,
    LimitExceeded = 25,
    Ignored = 41,
}
