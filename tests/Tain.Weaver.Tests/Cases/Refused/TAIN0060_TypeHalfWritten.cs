public struct Vehicle
{
    public int wheels;
}

public static class VehicleSerializer
{
    public static void WriteVehicle(this NetworkWriter writer, Vehicle value) => writer.WriteVarInt(value.wheels);   // TAIN0060
}
