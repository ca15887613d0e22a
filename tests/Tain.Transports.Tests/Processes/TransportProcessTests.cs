using System.Globalization;
using Tain.Transports.Peers;

namespace Tain.Transports.Processes;

/// <summary>Every transport of the catalogue between real processes.</summary>
[Trait("Case", "two processes")]
public class TransportProcessTests
{
    public static TheoryData<string> Transports => new(Catalogue.Tested);

    [Theory, MemberData(nameof(Transports))]
    public async Task PacketsUpToTheLargestPassOnBothChannels(string transport)
    {
        using PeerProcess server = await PeerProcess.ServeAsync(transport);
        using PeerProcess client = PeerProcess.Connect(transport, server.Uri);
        string id = await IdOfNextAsync(server, 0);
        await client.WaitForAsync("connected 0");

        int seed = 1;
        foreach (Channel channel in (Channel[])[Channel.Reliable, Channel.Unreliable])
        {
            client.Tell($"largest {channel}");
            int largest = int.Parse((await client.WaitForAsync($"largest {channel} ")).Split(' ')[2], CultureInfo.InvariantCulture);
            foreach (int bytes in (int[])[1, 1000, largest])
            {
                client.Tell($"send 0 {channel} {bytes} {seed}");
                await Arrival(server, id, bytes, seed++);
                server.Tell($"send {id} {channel} {bytes} {seed}");
                await Arrival(client, "0", bytes, seed++);
            }
        }
        await client.StopAsync();
        await server.WaitForAsync($"disconnected {id}");
        await server.StopAsync();
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task AServerSeesThatAClientWasKilledAndTheOtherNoticesNothing(string transport)
    {
        using PeerProcess server = await PeerProcess.ServeAsync(transport);
        using PeerProcess killed = PeerProcess.Connect(transport, server.Uri);
        string killedId = await IdOfNextAsync(server, 0);
        using PeerProcess other = PeerProcess.Connect(transport, server.Uri);
        string otherId = await IdOfNextAsync(server, 1);
        await Task.WhenAll(killed.WaitForAsync("connected 0"), other.WaitForAsync("connected 0"));

        killed.Kill();
        using var stopsTalking = new CancellationTokenSource();
        Task talk = TalkAsync(server, otherId, other, stopsTalking.Token);
        await server.WaitForAsync($"disconnected {killedId}");
        await stopsTalking.CancelAsync();
        await talk;

        other.Tell($"send 0 {Channel.Reliable} 500 7");
        await Arrival(server, otherId, 500, 7);
        Assert.Equal((1, 0), (server.Count("disconnected"), other.Count("disconnected")));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task AClientSeesThatTheServerWasKilled(string transport)
    {
        using PeerProcess server = await PeerProcess.ServeAsync(transport);
        using PeerProcess client = PeerProcess.Connect(transport, server.Uri);
        await client.WaitForAsync("connected 0");
        client.Tell($"send 0 {Channel.Reliable} 10 1");
        await server.WaitForAsync("data ");

        server.Kill();
        await client.WaitForAsync("disconnected 0");

        await client.StopAsync();
        Assert.Equal(1, client.Count("disconnected"));
    }

    [Theory, MemberData(nameof(Transports))]
    public async Task ASecondClientJoinsAndEachHearsWhatIsItsOwn(string transport)
    {
        using PeerProcess server = await PeerProcess.ServeAsync(transport);
        using PeerProcess first = PeerProcess.Connect(transport, server.Uri);
        string firstId = await IdOfNextAsync(server, 0);
        using PeerProcess second = PeerProcess.Connect(transport, server.Uri);
        string secondId = await IdOfNextAsync(server, 1);
        Assert.NotEqual(firstId, secondId);

        await Task.WhenAll(first.WaitForAsync("connected 0"), second.WaitForAsync("connected 0"));
        server.Tell($"send {firstId} {Channel.Reliable} 400 1");
        server.Tell($"send {secondId} {Channel.Reliable} 300 2");
        await Arrival(first, "0", 400, 1);
        await Arrival(second, "0", 300, 2);
        second.Tell($"send 0 {Channel.Reliable} 200 3");
        await Arrival(server, secondId, 200, 3);

        server.Tell($"disconnect {firstId}");
        await first.WaitForAsync("disconnected 0");
        Assert.Equal((1, 1), (first.Count("data"), second.Count("data")));
        Assert.Equal(0, second.Count("disconnected"));
    }

    private static async Task<string> IdOfNextAsync(PeerProcess server, int before)
    {
        string[] found = [];
        var ids = new List<string>();
        await server.WaitForAsync(
            line =>
            {
                if (line.StartsWith("connected ", StringComparison.Ordinal)) ids.Add(line.Split(' ')[1]);
                found = [.. ids.Distinct()];
                return found.Length > before;
            },
            $"'connected' for client {before + 1}");
        return found[before];
    }

    private static Task<string> Arrival(PeerProcess peer, string id, int bytes, int seed)
    {
        string hash = Payload.Hash(Payload.Create(seed, bytes));
        return peer.WaitForAsync(
            line => line.StartsWith($"data {id} ", StringComparison.Ordinal) && line.EndsWith(string.Create(CultureInfo.InvariantCulture, $" {bytes} {hash}"), StringComparison.Ordinal),
            $"the arrival of {bytes} bytes of seed {seed} from {id}");
    }

    // A stream's server gives up who is silent, so the living one talks.
    private static async Task TalkAsync(PeerProcess server, string id, PeerProcess client, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(500));
        while (!cancellation.IsCancellationRequested)
        {
            client.Tell($"send 0 {Channel.Reliable} 1 1");
            server.Tell($"send {id} {Channel.Reliable} 1 1");
            try
            {
                await timer.WaitForNextTickAsync(cancellation);
            }
            catch (OperationCanceledException)
            {
                return;     // it has talked long enough
            }
        }
    }
}
