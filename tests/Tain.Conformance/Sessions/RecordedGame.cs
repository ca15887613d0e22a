using System.Numerics;
using RigGame;

namespace Tain.Conformance.Sessions;

/// <summary>
/// What the scripts of the recorded server did by themselves, in a world of ours: the mobs stand where they had come to when the client came, and go on from there.
/// What they do when a client asks is in the scripts.
/// </summary>
internal sealed class RecordedGame(RigManager manager, RecordedMobs recorded)
{
    /// <summary>Before anybody comes.</summary>
    public void Start()
    {
        manager.StartServer();
        Move(recorded.FirstPlace);
        Count(recorded.FirstCount);
    }

    /// <summary>The scripts' part of a frame.</summary>
    public void Update(double frame)
    {
        if (recorded.PlaceAt(frame) is { } place) Move(place);
        if (recorded.CountAt(frame) is { } count) Count(count);
    }

    private void Move(Vector3 place)
    {
        foreach (RigMob mob in manager.Mobs) mob.transform.position = place;
    }

    private void Count(int count)
    {
        foreach (RigMob mob in manager.Mobs) mob.Count(count);
    }
}
