// What people write by hand wins over what would be generated: for base classes, interfaces, built-in types by priority, from any static class.
// Warns: TAIN0063 TAIN0063 TAIN0063 TAIN0063
public abstract class Item
{
    public string name;
}

public class Sword : Item
{
    public int damage;
}

public class Potion : Item
{
    public float power;
}

public interface IEffect
{
}

public class Burn : IEffect
{
    public byte seconds;
}

public struct Cell
{
    public int x, y;
}

public struct Grid
{
    public Cell corner;
    public Cell[] cells;
    public IEffect effect;
}

public class Secret
{
    private readonly int _value;

    // No constructor without parameters: only a hand-written reader can make one.
    public Secret(int value) => _value = value;

    public int Value => _value;
}

public static class ItemSerializers
{
    public static void WriteItem(this NetworkWriter writer, Item item)
    {
        writer.WriteByte(item switch { Sword => 1, Potion => 2, _ => 0 });
        if (item is Sword sword) writer.WriteInt(sword.damage);
        if (item is Potion potion) writer.WriteFloat(potion.power);
    }

    public static Item ReadItem(this NetworkReader reader) => reader.ReadByte() switch
    {
        1 => new Sword { damage = reader.ReadInt() },
        2 => new Potion { power = reader.ReadFloat() },
        _ => null,
    };

    public static void WriteEffect(this NetworkWriter writer, IEffect effect) => writer.WriteByte(((Burn)effect).seconds);

    public static IEffect ReadEffect(this NetworkReader reader) => new Burn { seconds = reader.ReadByte() };

    public static void WriteSecret(this NetworkWriter writer, Secret secret) => writer.WriteUShort((ushort)secret.Value);

    public static Secret ReadSecret(this NetworkReader reader) => new(reader.ReadUShort());

    [WeaverPriority]
    public static void WriteShortTime(this NetworkWriter writer, DateTime time) => writer.WriteUShort((ushort)time.Year);

    [WeaverPriority]
    public static DateTime ReadShortTime(this NetworkReader reader) => new(reader.ReadUShort(), 1, 1);

    // Without priority a built-in type keeps its form.
    public static void WriteOddChar(this NetworkWriter writer, char value) => writer.WriteByte(1);

    public static char ReadOddChar(this NetworkReader reader) => (char)reader.ReadByte();
}

internal static class CellSerializers
{
    internal static void WriteCell(this NetworkWriter writer, Cell cell) => writer.WriteByte((byte)(cell.x << 4 | cell.y));

    internal static Cell ReadCell(this NetworkReader reader)
    {
        byte both = reader.ReadByte();
        return new Cell { x = both >> 4, y = both & 15 };
    }

    // The second one for a type loses.
    internal static void WriteCellAgain(this NetworkWriter writer, Cell cell) => throw new Exception("the first wins");

    internal static Cell ReadCellAgain(this NetworkReader reader) => throw new Exception("the first wins");
}

public class Bag : Script
{
    [SyncVar] public Item held;
    [SyncVar] public Secret secret = new(0);
    [SyncVar] public DateTime born;
    [SyncVar] public char letter = 'a';
    public readonly SyncList<Item> items = new();
    public readonly SyncDictionary<Cell, IEffect> effects = new();

    [Command]
    public void CmdUse(Item item, Grid grid, int? a, bool? b, ArraySegment<Cell> cells, HashSet<string> names, ArraySegment<byte> raw, List<Item> all) =>
        Log.Add($"{(item as Potion)?.power} {grid.cells[1].y} {((Burn)grid.effect).seconds} {a} {b} {cells[0].x} {names.Count} {raw.Count} {(all[0] as Sword)?.damage}");
}

public static class Case
{
    public static void Run()
    {
        using Stage stage = Stage.Pair();
        var server = stage.Spawn<Bag>();
        Bag client = stage.CopyOf(server);
        server.held = new Sword { damage = 9 };
        server.secret = new Secret(7);
        server.born = new DateTime(1999, 5, 5);
        Expect.Equal("07" + "0109000000" + "0700" + "CF07" + "6100", server.Serialize(false).Substring(0, 2) + server.Serialize(true));
        server.items.Add(new Potion { power = 2 });
        server.effects.Add(new Cell { x = 1, y = 2 }, new Burn { seconds = 3 });
        client.CmdUse(
            new Potion { power = 4 }, new Grid { cells = new[] { default, new Cell { y = 5 } }, effect = new Burn { seconds = 6 } }, 7, null,
            new[] { new Cell { x = 8 } }, new HashSet<string> { "x" }, new byte[] { 1, 2, 3 }, new List<Item> { new Sword { damage = 10 } });
        stage.Run();
        Expect.Equal(9, ((Sword)client.held).damage);
        Expect.Equal(7, client.secret.Value);
        Expect.Equal(1999, client.born.Year);
        Expect.Equal(2f, ((Potion)client.items[0]).power);
        Expect.Equal(3, ((Burn)client.effects[new Cell { x = 1, y = 2 }]).seconds);
        Expect.Sequence(new[] { "4 5 6 7  8 1 3 10" }, server.Log);
        var writer = new NetworkWriter();
        writer.Write(new Cell { x = 1, y = 2 });
        writer.Write((char)65);
        Expect.Equal("124100", Expect.Hex(writer.ToArray()));
        Expect.Sequence(new string[0], stage.Lines);
    }
}
