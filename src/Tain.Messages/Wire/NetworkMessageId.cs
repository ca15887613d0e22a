using System.Reflection;

namespace Tain;

/// <summary>The id of a message type, computed once per type: the 16-bit hash of its wire name.</summary>
/// <typeparam name="T">The message type.</typeparam>
public static class NetworkMessageId<T> where T : struct, NetworkMessage
{
    /// <summary>The id as it stands in front of the content, little endian.</summary>
    public static readonly ushort Id = Introduce();

    private static ushort Introduce()
    {
        ushort id = WireName().GetStableHashCode16();
        NetworkMessageNames.Add(id, typeof(T).Name);
        return id;
    }

    // The reflection spelling of the name is part of the protocol: nested types are joined by '+'.
    private static string WireName() => typeof(T).GetCustomAttribute<WireNameAttribute>()?.Name ?? typeof(T).FullName!;
}
