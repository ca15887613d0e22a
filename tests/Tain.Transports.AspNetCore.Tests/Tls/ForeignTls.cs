using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Text;
using Tain.Transports.Contract;
using Tain.Transports.Wire;

namespace Tain.Transports.Tls;

/// <summary>Foreign peers of a server with TLS: strangers who stop in the middle of it or do not speak it, and one who keeps to it until he is connected.</summary>
internal sealed class ForeignTls : ForeignPeers
{
    private readonly ForeignStreams _strangers = new() { HalfHandshake = [0x16, 0x03, 0x01, 0x02, 0x00, 0x01, 0x00], Handshake = [] };

    public override IForeignPeer BeginHandshake(TransportServer server) => _strangers.BeginHandshake(server);

    public override IForeignPeer SendGarbage(TransportServer server, int seed) => _strangers.SendGarbage(server, seed);

    public override IForeignPeer ConnectThenSendGarbage(TransportServer server, int seed) => new Peer(server.Uri.Port, seed);

    private sealed class Peer : IForeignPeer
    {
        private readonly SslStream _stream;
        private readonly Task _life;

        public Peer(int port, int seed)
        {
            var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, port);
            // Who sends garbage does not care whom he sends it to.
            _stream = new SslStream(new NetworkStream(socket, ownsSocket: true), false, (_, _, _, _) => true);
            _life = LiveAsync(seed);
        }

        public bool IsGivenUp => _life.IsCompleted;

        public void Pump()
        {
            if (_life.IsFaulted) _life.GetAwaiter().GetResult();
        }

        public void Dispose() => _stream.Dispose();

        private async Task LiveAsync(int seed)
        {
            await _stream.AuthenticateAsClientAsync("localhost");
            await _stream.WriteAsync(Encoding.ASCII.GetBytes(HttpHead.Request()));
            var answer = new StringBuilder();
            byte[] buffer = new byte[4096];
            while (!answer.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
            {
                int count = await _stream.ReadAsync(buffer.AsMemory(0, 1));
                Assert.Equal(1, count);
                answer.Append((char)buffer[0]);
            }
            var random = new Random(seed);
            byte[] noise = new byte[random.Next(40, 4000)];
            random.NextBytes(noise);
            noise[0] = 0xFF;   // no frame begins so
            await _stream.WriteAsync(noise);
            try
            {
                while (await _stream.ReadAsync(buffer) > 0)
                {
                }
            }
            catch (IOException)
            {
                // Cut off, which is an end as good as another.
            }
        }
    }
}
