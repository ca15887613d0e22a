using System.Buffers.Binary;
using System.Net;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.RateLimiting;

namespace Tain.Lobbies;

/// <summary>How often one source may ask. Two limits: one for everything, and a lower one for what makes lobbies.</summary>
internal static class RequestLimits
{
    private const int BurstSeconds = 4;

    public static void Configure(RateLimiterOptions limiter, LobbyOptions options)
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = static (rejected, _) =>
        {
            if (rejected.Lease.TryGetMetadata(MetadataName.RetryAfter, out TimeSpan after))
                rejected.HttpContext.Response.Headers.RetryAfter = Math.Ceiling(after.TotalSeconds).ToString(System.Globalization.CultureInfo.InvariantCulture);
            return new ValueTask(LobbyAnswers.Error(StatusCodes.Status429TooManyRequests, "too_many_requests", "Too many requests; wait a little.").ExecuteAsync(rejected.HttpContext));
        };
        limiter.GlobalLimiter = PartitionedRateLimiter.CreateChained(
            PartitionedRateLimiter.Create<HttpContext, ulong>(context => RateLimitPartition.GetTokenBucketLimiter(SourceOf(context), _ => Bucket(options.RequestsPerSecond, TimeSpan.FromSeconds(1), options.RequestsPerSecond * BurstSeconds))),
            PartitionedRateLimiter.Create<HttpContext, ulong>(context => IsCreation(context.Request)
                ? RateLimitPartition.GetTokenBucketLimiter(SourceOf(context), _ => Bucket(options.CreationsPerMinute, TimeSpan.FromMinutes(1), options.CreationsPerMinute))
                : RateLimitPartition.GetNoLimiter(ulong.MaxValue)));
    }

    /// <summary>A number that is the same for one source: an IPv4 address, or the first half of an IPv6 address, which one household gets as a whole.</summary>
    public static ulong SourceOf(IPAddress? address)
    {
        if (address is null) return 0;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        byte[] bytes = address.GetAddressBytes();
        return bytes.Length == sizeof(uint) ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt64BigEndian(bytes);
    }

    private static ulong SourceOf(HttpContext context) => SourceOf(context.Connection.RemoteIpAddress);

    private static bool IsCreation(HttpRequest request) => HttpMethods.IsPost(request.Method) && request.Path == "/lobbies";

    private static TokenBucketRateLimiterOptions Bucket(int tokens, TimeSpan period, int limit) => new()
    {
        TokensPerPeriod = tokens,
        ReplenishmentPeriod = period,
        TokenLimit = limit,
        QueueLimit = 0,
        AutoReplenishment = true,
    };
}
