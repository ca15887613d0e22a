namespace Tain;

/// <summary>The place of a root object in the list of its scene.</summary>
internal readonly struct RootPlace : IPlace<GameObject>
{
    public static ref int Of(GameObject item) => ref item.transform.PlaceInScene;
}
