namespace Tain.LoadTest.Examples;

/// <summary>A customer says who he is.</summary>
public struct LogInMessage : NetworkMessage
{
    public string name;
}
