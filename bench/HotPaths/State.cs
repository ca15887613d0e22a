namespace Tain.Bench;

/// <summary>The message that all measure: the state of an object of which one number has changed.</summary>
internal static class State
{
    /// <summary>The mask of components, the length of the first one, the mask of its SyncVars, the number.</summary>
    public static readonly byte[] Payload = [1, 5, 1, 0, 0, 0, 0x64, 0xC8];

    public static EntityStateMessage Message => new() { netId = 1234, payload = Payload };

    public static byte[] Packed
    {
        get
        {
            var writer = new NetworkWriter();
            NetworkMessages.Pack(Message, writer);
            return writer.ToArray();
        }
    }
}
