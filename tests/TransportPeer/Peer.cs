using System.Globalization;

namespace Tain.Transports.Peers;

/// <summary>
/// One end of a connection under remote control. Each event is a line out; each command is a line in, with fields parted by blanks:
/// <c>send ID CHANNEL BYTES SEED</c>, <c>largest CHANNEL</c>, <c>disconnect ID</c>, <c>stop</c>.
/// </summary>
internal sealed class Peer(Endpoint endpoint, TextWriter output)
{
    public bool HasStopped { get; private set; }

    public void Tick(CommandLines commands)
    {
        while (endpoint.TryReceive(out TransportEvent received)) output.WriteLine(Describe(received));
        while (commands.TryRead(out string[]? words)) Obey(words);
        endpoint.Flush();
    }

    private static string Describe(TransportEvent received) => received.Kind switch
    {
        TransportEventKind.Connected => $"connected {received.ConnectionId} {received.Text}",
        TransportEventKind.Data => $"data {received.ConnectionId} {received.Channel} {received.Data.Length} {Payload.Hash(received.Data)}",
        TransportEventKind.Disconnected => $"disconnected {received.ConnectionId}",
        _ => $"error {received.ConnectionId} {received.ErrorCode} {received.Text}",
    };

    private static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    private void Obey(string[] words)
    {
        switch (words[0])
        {
            case "send":
                byte[] packet = Payload.Create(Number(words[4]), Number(words[3]));
                if (!endpoint.Send(Number(words[1]), packet, Enum.Parse<Channel>(words[2]))) output.WriteLine($"refused {string.Join(' ', words[1..])}");
                break;
            case "largest":
                output.WriteLine($"largest {words[1]} {endpoint.MaxPacketBytes(Enum.Parse<Channel>(words[1]))}");
                break;
            case "disconnect":
                endpoint.Disconnect(Number(words[1]));
                break;
            case "stop":
                HasStopped = true;
                break;
            default:
                throw new ArgumentException($"'{words[0]}' is no command.");
        }
    }
}
