using System.Numerics;

namespace Tain.Tests;

/// <summary>The scenes that all worlds of the tests of managers have: a lobby without objects of the network, an arena with a lever and two start positions, an annex with a lever.</summary>
internal static class ManagedScenes
{
    public static void AddTo(World world)
    {
        world.scenes.Add("Lobby", scene => scene.CreateGameObject("Couch"));
        world.scenes.Add("Arena", scene =>
        {
            AddLever(scene, "Lever");
            for (int i = 0; i < 2; i++)
            {
                GameObject place = scene.CreateGameObject($"Start {i}");
                place.transform.position = new Vector3(10 + i, 0, 0);
                place.AddComponent<NetworkStartPosition>();
            }
        });
        world.scenes.Add("Annex", scene => AddLever(scene, "Annex lever"));
        world.scenes.Add("Ruin", _ => throw new InvalidOperationException("The roof has come down."));
    }

    private static void AddLever(Scene scene, string name)
    {
        GameObject lever = scene.CreateGameObject(name);
        lever.AddComponent<NetworkIdentity>();
        lever.AddComponent<Lever>();
    }
}
