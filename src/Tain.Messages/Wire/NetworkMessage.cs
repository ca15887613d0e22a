namespace Tain;

/// <summary>
/// Marks a struct that travels by itself, from <c>Send</c> to a registered handler. Its public fields are its content, in the order of their declaration.
/// </summary>
public interface NetworkMessage;
