namespace Tain.Weaver.Weaving;

/// <summary>A woven assembly, and its symbols unless they are inside it or there are none.</summary>
internal sealed record WovenImage(byte[] Assembly, byte[]? Symbols);
