// What cases check with; compiled into each of them.
public static class Expect
{
    public static void Equal<T>(T expected, T actual)
    {
        if (!EqualityComparer<T>.Default.Equals(expected, actual)) throw new Exception($"Expected {expected}, but it is {actual}.");
    }

    public static void Sequence<T>(IEnumerable<T> expected, IEnumerable<T> actual)
    {
        if (!expected.SequenceEqual(actual)) throw new Exception($"Expected {string.Join(" | ", expected)}, but it is {string.Join(" | ", actual)}.");
    }

    public static void True(bool condition, string message)
    {
        if (!condition) throw new Exception(message);
    }

    public static string Hex(byte[] bytes) => Convert.ToHexString(bytes);
}
