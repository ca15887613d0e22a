using System.Text;
using Tain;

namespace FirstGame;

/// <summary>The field as text: what a player sees of the world.</summary>
public sealed class Field(World world, string myName)
{
    public const int Width = 32;
    public const int Height = 12;

    /// <summary>The name of the player at this keyboard.</summary>
    public string MyName { get; } = myName;

    /// <summary>What happened last, for the line under the field.</summary>
    public string News { get; set; } = "Eat the apples!";

    /// <summary>Draws what there is.</summary>
    public string Draw()
    {
        var cells = new char[Height, Width];
        foreach (Apple apple in world.FindObjectsByType<Apple>()) cells[apple.y, apple.x] = 'o';
        foreach (Player player in world.FindObjectsByType<Player>()) cells[player.y, player.x] = player.isLocalPlayer ? '@' : '&';

        var text = new StringBuilder();
        text.Append('+').Append('-', Width).Append("+\n");
        for (int y = 0; y < Height; y++)
        {
            text.Append('|');
            for (int x = 0; x < Width; x++) text.Append(cells[y, x] == 0 ? ' ' : cells[y, x]);
            text.Append("|\n");
        }
        text.Append('+').Append('-', Width).Append("+\n");
        foreach (Player player in world.FindObjectsByType<Player>()) text.Append($"{(player.isLocalPlayer ? '@' : '&')} {player.nick,-12} {player.score,3}\n");
        NetworkClient client = world.networkClient;
        string state = client.isConnected ? $"{client.NetworkTime.rtt * 1000:0} ms" : client.active ? "connecting..." : "not connected";
        return text.Append($"{News}   [{state}]   arrows: walk, q: quit\n").ToString();
    }
}
