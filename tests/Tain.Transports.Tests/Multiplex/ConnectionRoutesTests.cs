namespace Tain.Transports.Multiplex;

public class ConnectionRoutesTests
{
    [Fact, Trait("Attack", "M-01")]
    public void IdsOfAnySizeAreMappedAndNeverGivenTwice()
    {
        var routes = new ConnectionRoutes();
        (int Child, int ChildId)[] connections = [(0, int.MinValue), (0, int.MaxValue), (1, int.MaxValue), (1, -1), (2, 1)];
        int[] ids = [.. connections.Select(connection => routes.Add(connection.Child, connection.ChildId))];

        Assert.Equal([1, 2, 3, 4, 5], ids);
        for (int i = 0; i < ids.Length; i++)
        {
            Assert.True(routes.TryGetRoute(ids[i], out int child, out int childId));
            Assert.Equal(connections[i], (child, childId));
            Assert.True(routes.TryGetId(child, childId, out int id));
            Assert.Equal(ids[i], id);
        }
        routes.Remove(5);
        Assert.False(routes.TryGetRoute(5, out _, out _));
        Assert.False(routes.TryGetId(2, 1, out _));
        Assert.Equal(6, routes.Add(2, 1));
        routes.Clear();
        Assert.Equal(7, routes.Add(2, 1));
    }
}
