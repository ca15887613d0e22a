namespace Tain.Simulate;

/// <summary>State that only the owner sees.</summary>
internal sealed class Purse : MatchBehaviour
{
    [SyncVar] public int gold;
    [SyncVar] public int scores;

    public override void OnDeserialize(NetworkReader reader, bool initialState)
    {
        base.OnDeserialize(reader, initialState);
        if (initialState) GetComponent<Fighter>()!.StartScoresAt(scores);
        Expect(isOwned, "the state of a purse came to somebody who does not own it");
    }
}
