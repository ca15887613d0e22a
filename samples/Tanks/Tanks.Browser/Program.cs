using System.Runtime.InteropServices.JavaScript;

namespace Tanks.Browser;

internal static partial class Program
{
    private static readonly double[] Buffer = new double[16];

    private static void Main() { }

    [JSExport]
    internal static void Frame(double seconds)
    {
        Buffer[0] = Math.Cos(seconds);
        Buffer[1] = Math.Sin(seconds);
        Draw(Buffer);
    }

    [JSImport("draw", "main.js")]
    internal static partial void Draw([JSMarshalAs<JSType.MemoryView>] Span<double> list);
}
