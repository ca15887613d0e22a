namespace Tain.LoadTest.Examples;

/// <summary>The shop lets a customer in, or not.</summary>
public struct WelcomeMessage : NetworkMessage
{
    public bool isAllowed;
}
