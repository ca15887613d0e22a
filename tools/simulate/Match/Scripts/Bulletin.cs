namespace Tain.Simulate;

/// <summary>News from the server to one client, numbered by connection.</summary>
internal struct Bulletin : NetworkMessage
{
    public int number;
    public string text;
}

/// <summary>What a client answers to a <see cref="Bulletin"/>: its number.</summary>
internal struct Remark : NetworkMessage
{
    public int number;
}
