// User types are written and read field by field; the tables are full when the assembly is loaded.
public enum Small : byte { A, B = 7 }

public enum Plain { Zero, Neg = -2 }

public struct Empty { }

public struct Pair { public int number; public string text; }

public struct Outer { public int first; public Pair inner; public Vector3 position; public bool last; private int hidden; [NonSerialized] public int skipped; public static int shared; public readonly int Fixed; public Outer(int f) : this() => Fixed = f; }

public class Leaf { public int number; public string text; protected internal Small half; }

public class Derived : Leaf { public float extra; }

public class Node { public int value; public Node next; public List<Node> children; }

public struct Tree { public List<Tree> branches; }

public struct Chat : NetworkMessage { public string text; public Small small; public Plain plain; public Pair[] pairs; public List<List<int>> jagged; public int[][] grid; }

public struct Vehicle { public int wheels; private int secret; public int Secret { get => secret; set => secret = value; } }

public static class VehicleSerializer
{
    public static void WriteVehicle(this NetworkWriter writer, Vehicle value) { writer.WriteVarInt(value.wheels); writer.WriteVarInt(value.Secret); }

    public static Vehicle ReadVehicle(this NetworkReader reader) => new() { wheels = reader.ReadVarInt(), Secret = reader.ReadVarInt() };
}

public class Holder
{
    private struct Hidden : NetworkMessage { public int x; public Inner inner; }

    private struct Inner { public int y; }

    public static string Try()
    {
        var writer = new NetworkWriter();
        writer.Write(new Hidden { x = 1, inner = new Inner { y = 2 } });
        return Expect.Hex(writer.ToArray());
    }
}

public static class Case
{
    public static void Run()
    {
        Same(Small.B, "07");
        Same(Plain.Neg, "03");
        Same(default(Empty), "");
        Same(new Pair { number = 5, text = "five" }, "0A050066697665");
        Same((Leaf)null, "00");
        Leaf leaf = Same(new Leaf { number = 7, text = "x", half = Small.B }, "010E02007807");
        Expect.Equal(Small.B, leaf.half);
        Derived derived = Same(new Derived { extra = 1.5f, number = 7 }, "010000C03F0E000000");
        Expect.Equal(7, derived.number);
        // The static type decides.
        Same((Leaf)new Derived { extra = 2, number = 8 }, "0110000000");

        // A hostile sender nests without end; a byte a level must not take the process down.
        TooDeep<Node>(1);
        TooDeep<Tree>(2);

        Outer outer = Same(new Outer(3) { first = 1, inner = new Pair { number = 2, text = "x" }, position = new Vector3(1, 2, 3), last = true, skipped = 9 },
            "02" + "04020078" + "0000803F0000004000004040" + "01" + "06");
        Expect.Equal(3, outer.Fixed);
        Expect.Equal(0, outer.skipped);

        var node = new Node { value = 1, next = new Node { value = 2 }, children = new List<Node> { null, new Node() } };
        Node back = Same(node, "0102" + "01040000" + "0300" + "01000000");
        Expect.Equal(2, back.next.value);
        Expect.Equal(2, back.children.Count);

        Chat chat = Same(
            new Chat { text = "a", small = Small.B, plain = Plain.Neg, pairs = new[] { new Pair { number = 1 } }, jagged = new() { new() { 1 }, null }, grid = new[] { new[] { 2 } } },
            "020061" + "07" + "03" + "02020000" + "03020200" + "020204");
        Expect.Equal(1, chat.jagged[0][0]);
        Expect.Equal(2, chat.grid[0][0]);

        Vehicle vehicle = Same(new Vehicle { wheels = 4, Secret = 1 }, "0802");
        Expect.Equal(1, vehicle.Secret);
        Expect.Equal("0204", Holder.Try());
    }

    static T Same<T>(T value, string hex)
    {
        var writer = new NetworkWriter();
        writer.Write(value);
        Expect.Equal(hex, Expect.Hex(writer.ToArray()));
        var reader = new NetworkReader(writer.ToArray());
        T back = reader.Read<T>();
        Expect.Equal(0, reader.Remaining);
        return back;
    }

    static void TooDeep<T>(byte oneMoreLevel)
    {
        var bytes = new byte[4_000_000];
        Array.Fill(bytes, oneMoreLevel);
        try
        {
            new NetworkReader(bytes).Read<T>();
        }
        catch (InsufficientExecutionStackException)
        {
            return;
        }
        throw new Exception($"{typeof(T)} was read four million levels deep.");
    }

    // Tells the weaver what the generic calls above are made with.
    static void Named(NetworkWriter w)
    {
        w.Write(default(Small));
        w.Write(default(Plain));
        w.Write(default(Empty));
        w.Write(default(Pair));
        w.Write(default(Leaf));
        w.Write(default(Derived));
        w.Write(default(Outer));
        w.Write(default(Node));
        w.Write(default(Tree));
    }
}
