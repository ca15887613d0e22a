public struct Vehicle
{
    public int wheels;
}

public static class VehicleSerializer
{
    public static void WriteVehicle(this NetworkWriter writer, Vehicle value) => writer.WriteVarInt(value.wheels);

    public static Vehicle ReadVehicle(this NetworkReader reader) => new() { wheels = reader.ReadVarInt() };   // TAIN0063

    public static void WriteShortVehicle(this NetworkWriter writer, Vehicle value) => writer.WriteByte((byte)value.wheels);   // TAIN0063

    [WeaverPriority]
    public static Vehicle ReadShortVehicle(this NetworkReader reader) => new() { wheels = reader.ReadByte() };

    public static void WriteName(this NetworkWriter writer, string name) => writer.WriteByte((byte)name.Length);   // TAIN0063

    public static string ReadName(this NetworkReader reader) => new('x', reader.ReadByte());   // TAIN0063
}
