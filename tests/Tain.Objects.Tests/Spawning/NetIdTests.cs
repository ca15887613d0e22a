namespace Tain.Tests;

public class NetIdTests
{
    [Fact]
    public void AfterFourBillionObjectsNumbersBeginAnewWithoutZeroAndWithoutThoseInUse()
    {
        var world = new World();
        var table = new SpawnTable(uint.MaxValue - 1);
        foreach (uint old in new uint[] { 1, 2, 4 }) table.Add(old, world.CreateGameObject().AddComponent<NetworkIdentity>());

        Assert.Equal([uint.MaxValue, 3, 5, 6], Enumerable.Range(0, 4).Select(_ => table.NextNetId()));
    }
}
