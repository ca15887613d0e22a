namespace Tain;

/// <summary>That a connection sees a group. During a tick it knows which of the group's frames are not for this connection, because it owns the object.</summary>
internal sealed class Subscription(VisibilityGroup group, NetworkConnectionToClient connection)
{
    // Frame numbers in the group's arenas, ascending, one list per channel.
    private readonly List<int>[] _cuts = [[], []];

    public VisibilityGroup Group { get; } = group;

    public NetworkConnectionToClient Connection { get; } = connection;

    /// <summary>Leaves a frame out of what this connection gets.</summary>
    public void Cut(int channel, int frame) => _cuts[channel].Add(frame);

    /// <summary>Copies what the group has this tick, in as few pieces as the cuts allow.</summary>
    public void CopyFrames()
    {
        for (int channel = 0; channel < _cuts.Length; channel++)
        {
            FrameArena frames = Group.Frames[channel];
            List<int> cuts = _cuts[channel];
            int from = 0;
            foreach (int cut in cuts)
            {
                frames.CopyTo(Connection, channel, from, cut);
                from = cut + 1;
            }
            frames.CopyTo(Connection, channel, from, frames.Count);
            cuts.Clear();
        }
    }
}
