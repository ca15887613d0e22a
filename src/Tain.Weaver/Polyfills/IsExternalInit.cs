// What the C# compiler wants to find for records and init, and what netstandard2.0 does not have.
namespace System.Runtime.CompilerServices;

internal static class IsExternalInit;
