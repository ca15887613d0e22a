namespace Tain.Simulate;

/// <summary>What the scripts of the match share: they say what they find wrong.</summary>
internal abstract class MatchBehaviour : NetworkBehaviour
{
    protected MatchJournal Journal => world.Get<MatchJournal>();

    protected void Expect(bool isTrue, string what)
    {
        if (!isTrue) Journal.Fail($"{(isServer ? "server" : "client")}, {GetType().Name} {netId}: {what}");
    }
}
