using System.Numerics;
using Tain.Tests.Interest;

namespace Tain.Components.Tests.Transforms;

/// <summary>Movement that travels as differences, for players who are far away or have little budget: they are told it less often, and where it ends.</summary>
public class SparedMovementTests
{
    private const int Every = 8;
    private const int Frames = 8 * Every;

    private readonly InterestStage<SpatialHashingInterestManagement> _stage = new(static rule => (rule.rebuildInterval, rule.rings, rule.farSendEvery) = (0, 2, Every));

    [Fact]
    public void WhoIsFarIsToldLessOftenAndWhoIsNearEachMove()
    {
        // Cells are 10 wide: up to 15 away along an axis is near, up to 25 is far.
        InterestClient far = _stage.Join(), near = _stage.Join(new Vector3(20, 0, 0));
        Cart cart = Spawn(new Vector3(20, 0, 0));

        Drive(cart, new Vector3(0, 0.02f, 0.01f));

        Assert.InRange(Copy(near, cart).Told, Frames - 3, Frames + 1);      // and when it appeared
        Assert.InRange(Copy(far, cart).Told, Frames / Every - 1, Frames / Every + 2);
        CheckPlaces(cart, far, near);
    }

    [Fact]
    public void WhoComesNearerAndGoesAgainNeverLosesItsPlace()
    {
        InterestClient ada = _stage.Join(), bob = _stage.Join(new Vector3(20, 0, 0));
        Cart cart = Spawn(new Vector3(20, 0, 0));
        for (int round = 0; round < 6; round++)
        {
            ada.Place.position = new Vector3(round % 2 * 12, 0, 0);
            Drive(cart, new Vector3(0, 0.03f, 0), frames: 5 + round);
        }
        CheckPlaces(cart, ada, bob);
    }

    [Fact]
    public void ATeleportAndWhatFollowsReachWhoIsFar()
    {
        InterestClient far = _stage.Join();
        Cart cart = Spawn(new Vector3(20, 0, 0));
        Drive(cart, new Vector3(0, 0.02f, 0), frames: 3);
        cart.ServerTeleport(new Vector3(22, 3, 1), Quaternion.Identity);
        Drive(cart, new Vector3(0, 0.02f, 0), frames: 3);
        CheckPlaces(cart, far);
    }

    [Fact]
    public void ABudgetSparesMovement()
    {
        InterestClient ada = _stage.Join();
        Cart[] carts = [.. Enumerable.Range(0, 40).Select(i => Spawn(new Vector3(i % 8, i / 8, 0)))];
        ada.Connection.maxBytesPerTick = 150;
        for (int frame = 0; frame < Frames; frame++)
        {
            foreach (Cart cart in carts) cart.transform.position += new Vector3(0.02f, 0, 0);
            _stage.Run();
        }
        Assert.InRange(carts.Sum(cart => Copy(ada, cart).Told), Frames * 2, Frames * 20);
        _stage.Run(Frames);
        foreach (Cart cart in carts) CheckPlaces(cart, ada);
    }

    private static Cart Copy(InterestClient client, Cart cart) => client.Client.spawned[cart.netId].GetComponent<Cart>()!;

    private Cart Spawn(Vector3 at)
    {
        NetworkIdentity made = _stage.Spawn(at, "Cart");
        _stage.Run(4);
        return made.GetComponent<Cart>()!;
    }

    private void Drive(Cart cart, Vector3 step, int frames = Frames)
    {
        for (int frame = 0; frame < frames; frame++)
        {
            cart.transform.position += step;
            _stage.Run();
        }
    }

    private void CheckPlaces(Cart cart, params InterestClient[] clients)
    {
        _stage.Run(6 * Every);
        foreach (InterestClient client in clients)
        {
            float distance = Vector3.Distance(cart.transform.position, Copy(client, cart).transform.position);
            Assert.InRange(distance, 0, 2 * cart.positionPrecision);
        }
        Assert.Empty(_stage.Log.Lines);
    }
}
