namespace Tain.Scenarios.HostAndRemote.Scripts;

/// <summary>Throws whenever it is told that its object begins or ends something. Whoever comes behind it must not notice.</summary>
internal class Fuse : Logged
{
    public override string Describe() => "";

    protected override void AfterTold()
    {
        Diary.Thrown++;
        throw new InvalidOperationException("A fuse has blown, on purpose.");
    }
}
