namespace Tain.Tests;

/// <summary>
/// State written by hand that counts from what was told last: whoever gets the only copy is told what is, in whichever way the object came into its sight, because nothing of
/// what changed while nobody had a copy will be told as a change.
/// </summary>
public class FirstCopyTests
{
    private readonly Session _session = new();
    private readonly VisibilityGroup _seen;
    private readonly VisibilityGroup _unseen;
    private readonly ClientSide _client;

    public FirstCopyTests()
    {
        _seen = _session.NetworkServer.CreateGroup("seen");
        _unseen = _session.NetworkServer.CreateGroup("unseen");
        _client = _session.Join();
        _seen.Subscribe(_session.ConnectionOf(_client));
    }

    public static TheoryData<string, bool> Ways
    {
        get
        {
            var ways = new TheoryData<string, bool>();
            foreach (string way in (string[])["it moves", "the client comes", "it is shown to all", "it is given to the client", "it is spawned anew"])
            {
                ways.Add(way, false);
                ways.Add(way, true);
            }
            return ways;
        }
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void WhoeverGetsTheOnlyCopyIsToldWhatIs(string way, bool hadCopies)
    {
        Sum sum = Spawn();
        if (hadCopies)
        {
            _seen.Add(sum.netIdentity);
            sum.Add(100);
            _session.Run(2);
            Assert.Equal(100, CopyOf(sum).Value);
            _unseen.Add(sum.netIdentity);
            _session.Run(2);
        }
        Assert.DoesNotContain(sum.netId, _client.Client.spawned.Keys);

        int value = sum.Value + 12;
        sum.Add(5);
        _session.Run(2);
        sum.Add(7);         // and this in the same tick
        Show(sum, way);
        _session.Run(2);
        Assert.Equal(value, CopyOf(sum).Value);

        sum.Add(1);
        _session.Run(2);
        Assert.Equal(value + 1, CopyOf(sum).Value);
    }

    private void Show(Sum sum, string way)
    {
        NetworkConnectionToClient connection = _session.ConnectionOf(_client);
        switch (way)
        {
            case "it moves":
                _seen.Add(sum.netIdentity);
                break;
            case "the client comes":
                _unseen.Subscribe(connection);
                break;
            case "it is shown to all":
                sum.netIdentity.visibility = Visibility.ForceShown;
                _session.NetworkServer.RebuildObservers(sum.netIdentity, initialize: true);
                break;
            case "it is given to the client":
                sum.netIdentity.AssignClientAuthority(connection);
                break;
            case "it is spawned anew":
                _session.NetworkServer.UnSpawn(sum.gameObject);
                _seen.Add(sum.netIdentity);
                _session.NetworkServer.Spawn(sum.gameObject);
                break;
        }
    }

    private Sum Spawn()
    {
        GameObject made = _session.Server.World.Instantiate("Sum");
        _unseen.Add(made.GetComponent<NetworkIdentity>()!);
        _session.NetworkServer.Spawn(made);
        _session.Run(2);
        return made.GetComponent<Sum>()!;
    }

    private Sum CopyOf(Sum sum) => _client.Client.spawned[sum.netId].GetComponent<Sum>()!;
}
