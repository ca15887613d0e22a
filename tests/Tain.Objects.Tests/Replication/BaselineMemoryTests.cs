namespace Tain.Tests;

// behaviour.md 16: which deltas of Hybrid components may be applied.
[Trait("Behaviour", "16")]
public class BaselineMemoryTests
{
    [Fact]
    public void ADeltaIsForItsBaselineAndEachOneForOnce()
    {
        var memory = new BaselineMemory();
        memory.OnSpawn(10);

        Assert.True(memory.Accept(0, 10.5), "before any baseline both are 0");
        Assert.False(memory.Accept(0, 10.5), "the same again, by redundancy or a doubled datagram");
        Assert.False(memory.Accept(0, 10.2), "late");
        memory.OnBaseline(7, 11);
        Assert.False(memory.Accept(0, 11.5), "of the baseline before");
        Assert.True(memory.Accept(7, 11.5));
    }

    [Fact]
    public void TheDeltaOfTheFrameOfABaselineIsContainedInIt()
    {
        var memory = new BaselineMemory();
        memory.OnSpawn(10);
        memory.OnBaseline(7, 11);

        // Mirror's server gives that delta the new tick for all but the first observer.
        Assert.False(memory.Accept(7, 11));
        Assert.True(memory.Accept(7, 11.1));
    }

    [Fact]
    public void ASpawnMakesOlderDeltasOldAndThoseOfItsFrameNew()
    {
        var memory = new BaselineMemory();
        memory.OnSpawn(10);

        Assert.False(memory.Accept(0, 9.9));
        Assert.True(memory.Accept(0, 10));
    }

    [Fact]
    public void AServerThatWasStartedAnewHasAYoungerClock()
    {
        var memory = new BaselineMemory();
        memory.OnSpawn(5000);
        Assert.True(memory.Accept(0, 5001));

        memory.OnSpawn(3);      // the same object of the scene, after the client connected again

        Assert.True(memory.Accept(0, 3.5));
    }
}
