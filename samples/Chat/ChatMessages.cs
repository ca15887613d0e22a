using Tain;

namespace Chat;

/// <summary>Client to server, first of all: who I am. The only message that needs no authentication.</summary>
public struct Hello : NetworkMessage
{
    public string name;
}

/// <summary>Server to client: the answer to Hello.</summary>
public struct Welcome : NetworkMessage
{
    public bool accepted;
    public string text;
}

/// <summary>Client to server: a line, to everybody or to one person.</summary>
public struct Say : NetworkMessage
{
    public string? to;
    public string text;
}

/// <summary>Server to client: somebody said something; nobody is the room itself.</summary>
public struct Said : NetworkMessage
{
    public string? from;
    public string text;
    public bool whispered;
}
