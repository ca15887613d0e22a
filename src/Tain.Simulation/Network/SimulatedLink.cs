namespace Tain.Simulation;

/// <summary>One direction between two hosts of a <see cref="SimulatedNetwork"/>, with its own chance: what happens on one link does not shift what happens on another.</summary>
public sealed class SimulatedLink
{
    private readonly SimulatedNetwork _network;
    private readonly LinkModel _model;
    private LinkProfile? _profile;
    private bool _isCut;
    private LinkStatistics _statistics;

    internal SimulatedLink(SimulatedNetwork network, SimulatedHost from, SimulatedHost to, SimulatedRandom random)
    {
        _network = network;
        From = from;
        To = to;
        _model = new LinkModel(random);
    }

    /// <summary>The sending host.</summary>
    public SimulatedHost From { get; }

    /// <summary>The receiving host.</summary>
    public SimulatedHost To { get; }

    /// <summary>
    /// How the link behaves. Until it is set, it follows the network's <see cref="SimulatedNetwork.Profile"/>, in its upstream form when the receiver listens and
    /// the sender does not. It may be changed at any time; what is under way keeps the arrival that it was given.
    /// </summary>
    public LinkProfile Profile
    {
        get => _profile ?? _network.DefaultProfileOf(this);
        set => _profile = value;
    }

    /// <summary>True while nothing passes: the link is cut, or one of its hosts is isolated. What is under way when it is cut is lost as well.</summary>
    public bool IsCut
    {
        get => _isCut || From.IsIsolated || To.IsIsolated;
        set => _isCut = value;
    }

    /// <summary>What the link has done so far.</summary>
    public LinkStatistics Statistics => _statistics;

    /// <inheritdoc/>
    public override string ToString() => $"{From.Name} -> {To.Name}";

    internal LinkVerdict Send(long now, int bytes)
    {
        LinkVerdict verdict = IsCut ? LinkVerdict.Gone(LinkFate.Cut) : _model.SendDatagram(now, bytes, Profile);
        Count(verdict, bytes);
        return verdict;
    }

    internal void CountDelivery(int bytes) =>
        _statistics = _statistics with { Delivered = _statistics.Delivered + 1, DeliveredBytes = _statistics.DeliveredBytes + bytes };

    internal void CountCut() => _statistics = _statistics with { LostToCut = _statistics.LostToCut + 1 };

    internal void CountLossAtReceiver() => _statistics = _statistics with { LostAtReceiver = _statistics.LostAtReceiver + 1 };

    private void Count(in LinkVerdict verdict, int bytes)
    {
        LinkStatistics s = _statistics;
        s = s with { Sent = s.Sent + 1, SentBytes = s.SentBytes + bytes };
        _statistics = verdict.Fate switch
        {
            LinkFate.Delivered => s with
            {
                Duplicated = s.Duplicated + (verdict.CopyArrival > 0 ? 1 : 0),
                HeldBack = s.HeldBack + (verdict.IsHeldBack ? 1 : 0),
            },
            LinkFate.Lost => s with { Lost = s.Lost + 1 },
            LinkFate.LostInBurst => s with { LostInBursts = s.LostInBursts + 1 },
            LinkFate.QueueFull => s with { LostToQueue = s.LostToQueue + 1 },
            LinkFate.TooLarge => s with { LostToSize = s.LostToSize + 1 },
            LinkFate.Cut => s with { LostToCut = s.LostToCut + 1 },
            _ => throw new InvalidOperationException($"Unknown fate {verdict.Fate}."),
        };
    }
}
