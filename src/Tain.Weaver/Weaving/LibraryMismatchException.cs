namespace Tain.Weaver.Weaving;

/// <summary>The Tain assemblies lack something that this weaver has to call: their versions differ.</summary>
internal sealed class LibraryMismatchException(string message) : Exception(message);
