namespace Tain.Simulate;

/// <summary>A script that can tell what it shows in words that are the same in every run.</summary>
internal abstract class ScaleBehaviour : MatchBehaviour
{
    public abstract string Describe();
}
