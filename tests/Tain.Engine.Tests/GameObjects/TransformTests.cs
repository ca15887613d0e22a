using System.Numerics;

namespace Tain.Engine.Tests.GameObjects;

public class TransformTests
{
    private readonly World _world = new();

    [Fact]
    public void AChildMovesTurnsAndScalesWithItsParent()
    {
        Transform parent = Make(new Vector3(10, 0, 0), Quaternion.Euler(0, 90, 0), new Vector3(2, 2, 2));
        Transform child = Make(new Vector3(0, 0, 1), Quaternion.Identity, Vector3.One, parent);
        Near(new Vector3(12, 0, 0), child.position);
        Near(new Vector3(1, 0, 0), child.forward);
        Near(new Vector3(2, 2, 2), child.lossyScale);
    }

    [Fact]
    public void SettingWorldValuesOfAChildGivesThemBack()
    {
        var random = new SeededRandom(7);
        for (int round = 0; round < 200; round++)
        {
            Transform child = Chain(random, depth: 1 + (round % 4), allowMirrors: true);
            Vector3 place = random.insideUnitSphere * 50;
            Quaternion turn = random.rotation;
            child.position = place;
            child.rotation = turn;
            Near(place, child.position, 1e-2f);
            Assert.True(Quaternion.Angle(turn, child.rotation) < 0.2f, $"round {round}: {turn} became {child.rotation}");
        }
    }

    [Fact]
    public void MatricesAndPointsAgree()
    {
        var random = new SeededRandom(8);
        for (int round = 0; round < 200; round++)
        {
            Transform child = Chain(random, depth: 3, allowMirrors: true);
            Vector3 point = random.insideUnitSphere * 5;
            Vector3 there = child.TransformPoint(point);
            Near(Vector3.Transform(point, child.localToWorldMatrix), there, 1e-3f);
            Near(point, child.InverseTransformPoint(there), 1e-2f);
            Near(point, child.InverseTransformVector(child.TransformVector(point)), 1e-2f);
            Near(point, child.InverseTransformDirection(child.TransformDirection(point)), 1e-3f);
            Near(point, Vector3.Transform(there, child.worldToLocalMatrix), 1e-2f);
        }
    }

    [Fact]
    public void ChangingTheParentKeepsTheWorldPlace()
    {
        var random = new SeededRandom(9);
        for (int round = 0; round < 100; round++)
        {
            // Equal scales: without shear everything can be kept.
            Transform old = Make(random.insideUnitSphere, random.rotation, Vector3.One * random.Range(0.5f, 2f));
            Transform next = Make(random.insideUnitSphere, random.rotation, Vector3.One * random.Range(0.5f, 2f));
            Transform child = Make(random.insideUnitSphere, random.rotation, new Vector3(1, 2, 3), old);
            Vector3 place = child.position;
            Quaternion turn = child.rotation;
            Vector3 scale = child.lossyScale;
            child.SetParent(round % 2 == 0 ? next : null);
            Near(place, child.position);
            Near(scale, child.lossyScale);
            Assert.True(Quaternion.Angle(turn, child.rotation) < 0.2f);
        }
    }

    [Fact]
    public void ChangingTheParentMayKeepTheLocalPlace()
    {
        Transform parent = Make(new Vector3(5, 5, 5), Quaternion.Euler(10, 20, 30), new Vector3(2, 3, 4));
        Transform child = Make(new Vector3(1, 2, 3), Quaternion.Euler(1, 2, 3), new Vector3(1, 2, 1));
        Quaternion turn = child.localRotation;
        child.SetParent(parent, worldPositionStays: false);
        Assert.Equal(new Vector3(1, 2, 3), child.localPosition);
        Assert.Equal(turn, child.localRotation);
        Assert.Equal(new Vector3(1, 2, 1), child.localScale);
    }

    [Fact]
    public void UnequalScalesStretchAlongTheParentsAxes()
    {
        Transform parent = Make(Vector3.Zero, Quaternion.Identity, new Vector3(1, 1, 3));
        Transform child = Make(new Vector3(0, 0, 1), Quaternion.Euler(0, 90, 0), Vector3.One, parent);
        Near(new Vector3(0, 0, 3), child.position);
        // The child's x axis lies along the parent's z, so it is x that is stretched.
        Near(new Vector3(3, 1, 1), child.lossyScale);
        Near(new Vector3(1, 0, 0), child.forward);
    }

    [Fact]
    public void AMirroringParentTurnsTheSenseOfRotation()
    {
        Transform parent = Make(Vector3.Zero, Quaternion.Identity, new Vector3(-1, 1, 1));
        Transform child = Make(Vector3.Zero, Quaternion.Euler(0, 90, 0), Vector3.One, parent);
        Near(new Vector3(-1, 0, 0), child.forward);
        Near(new Vector3(-1, 1, 1), child.lossyScale);
    }

    [Fact]
    public void AParentOfScaleZeroBreaksNothing()
    {
        Transform parent = Make(Vector3.Zero, Quaternion.Identity, new Vector3(0, 1, 1));
        Transform child = Make(Vector3.One, Quaternion.Identity, Vector3.One, parent);
        child.position = new Vector3(5, 6, 7);
        Assert.Equal(new Vector3(0, 6, 7), child.localPosition);
        child.SetParent(null);
        Assert.True(float.IsFinite(child.localScale.Length()));
    }

    [Fact]
    public void TheZeroQuaternionIsNoRotation()
    {
        Transform thing = Make(Vector3.Zero, default, Vector3.One);
        Assert.Equal(Quaternion.Identity, thing.rotation);
    }

    [Fact]
    public void MovingAndTurningRefersToOwnAxesOrTheWorlds()
    {
        Transform thing = Make(Vector3.Zero, Quaternion.Euler(0, 90, 0), Vector3.One);
        thing.Translate(0, 0, 2);
        Near(new Vector3(2, 0, 0), thing.position);
        thing.Translate(new Vector3(0, 0, 2), Space.World);
        Near(new Vector3(2, 0, 2), thing.position);
        thing.Rotate(0, -90, 0);
        Near(Vector3.UnitZ, thing.forward);
        thing.Rotate(Vector3.UnitX, 90);
        Near(-Vector3.UnitY, thing.forward);
        thing.RotateAround(Vector3.Zero, Vector3.UnitY, 90);
        Near(new Vector3(2, 0, -2), thing.position);
    }

    [Fact]
    public void LookAtPointsForwardAtTheTarget()
    {
        Transform parent = Make(new Vector3(1, 2, 3), Quaternion.Euler(30, 40, 50), Vector3.One);
        Transform child = Make(new Vector3(1, 1, 1), Quaternion.Identity, Vector3.One, parent);
        var target = new Vector3(-4, 9, 2);
        child.LookAt(target);
        Near(Vector3.Normalize(target - child.position), child.forward);
        Assert.True(Vector3.Dot(child.up, Vector3.UnitY) > 0);
    }

    [Fact]
    public void ChildrenAreKnownByPlaceAndName()
    {
        Transform parent = Make(Vector3.Zero, Quaternion.Identity, Vector3.One);
        Transform a = Child("a"), b = Child("b"), c = Child("c");
        Transform deep = _world.CreateGameObject("deep").transform;
        deep.SetParent(b);
        Assert.Equal([a, b, c], Children());
        c.SetAsFirstSibling();
        a.SetAsLastSibling();
        Assert.Equal([c, b, a], Children());
        Assert.Equal(2, a.GetSiblingIndex());
        Assert.Same(deep, parent.Find("b/deep"));
        Assert.Null(parent.Find("a/deep"));
        Assert.True(deep.IsChildOf(parent));
        Assert.Same(parent, deep.root);
        Assert.Throws<ArgumentOutOfRangeException>(() => parent.GetChild(3));
        parent.DetachChildren();
        Assert.Equal(0, parent.childCount);

        Transform Child(string name)
        {
            Transform child = _world.CreateGameObject(name).transform;
            child.parent = parent;
            return child;
        }

        List<Transform> Children()
        {
            List<Transform> found = [];
            foreach (Transform child in parent) found.Add(child);
            return found;
        }
    }

    [Fact]
    public void AnObjectCannotMoveBelowItself()
    {
        Transform parent = Make(Vector3.Zero, Quaternion.Identity, Vector3.One);
        Transform child = Make(Vector3.Zero, Quaternion.Identity, Vector3.One, parent);
        Assert.Throws<InvalidOperationException>(() => parent.SetParent(child));
        Assert.Throws<InvalidOperationException>(() => parent.SetParent(parent));
        Assert.Throws<InvalidOperationException>(() => parent.SetParent(new World().CreateGameObject().transform));
    }

    // An hour of a turret at 60 frames per second. Each turn is off by a rounding, always to the same side.
    [Theory, InlineData(true), InlineData(false)]
    public void WhatSpinsForAnHourNeitherGrowsNorShrinks(bool byRotate)
    {
        Transform turret = Make(Vector3.Zero, Quaternion.Identity, Vector3.One);
        Transform muzzle = Make(Vector3.UnitZ, Quaternion.Identity, Vector3.One, turret);
        var step = Quaternion.Euler(1.3f, 0.9f, 0.4f);
        for (int frame = 0; frame < 60 * 60 * 60; frame++)
        {
            if (byRotate) turret.Rotate(1.3f, 0.9f, 0.4f);
            else turret.rotation *= step;
        }
        Assert.Equal(1, turret.forward.Length(), 1e-5f);
        Assert.Equal(1, muzzle.position.Length(), 1e-5f);
    }

    [Fact]
    public void ARotationHasTheLengthOfOneAndKeepsItsBitsIfItHasItAlready()
    {
        Transform at = Make(Vector3.Zero, new Quaternion(0, 3, 0, 4), Vector3.One);
        Assert.Equal(new Quaternion(0, 0.6f, 0, 0.8f), at.localRotation);
        var random = new SeededRandom(9);
        for (int i = 0; i < 1000; i++)
        {
            Quaternion turn = random.rotation;
            at.localRotation = turn;
            Assert.Equal(turn, at.localRotation);
        }
        at.localRotation = new Quaternion(0, 1e-30f, 0, 0);
        Assert.Equal(Quaternion.Identity, at.localRotation);
    }

    private Transform Make(Vector3 position, Quaternion rotation, Vector3 scale, Transform? parent = null)
    {
        Transform made = _world.CreateGameObject().transform;
        made.SetParent(parent);
        made.SetLocalPositionAndRotation(position, rotation);
        made.localScale = scale;
        return made;
    }

    private Transform Chain(SeededRandom random, int depth, bool allowMirrors)
    {
        Transform? at = null;
        for (int i = 0; i < depth; i++)
        {
            var scale = new Vector3(random.Range(0.5f, 2f), random.Range(0.5f, 2f), random.Range(0.5f, 2f));
            if (allowMirrors && random.value < 0.3f) scale.X = -scale.X;
            at = Make(random.insideUnitSphere * 5, random.rotation, scale, at);
        }
        return at!;
    }

    private static void Near(Vector3 expected, Vector3 actual, float tolerance = 1e-4f) =>
        Assert.True((expected - actual).Length() <= tolerance, $"expected {expected}, got {actual}");
}
