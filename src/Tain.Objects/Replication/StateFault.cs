namespace Tain;

/// <summary>Why state from the network could not be read.</summary>
/// <param name="Where">The component, or the object.</param>
/// <param name="What">What is wrong, as a sentence without its end.</param>
/// <param name="Exception">What was thrown, if anything was.</param>
internal sealed record StateFault(string Where, string What, Exception? Exception = null);
