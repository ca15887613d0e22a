using System.Buffers.Binary;
using System.Net;
using System.Security.Cryptography;
using Tain.Transports;

namespace Tain.Discovery;

/// <summary>
/// Finds servers in the local network: a client asks everybody by UDP broadcast, servers answer. What is asked and answered is the game's: derive with messages of your own,
/// or use <see cref="NetworkDiscovery"/>. The bytes are Mirror's.
/// </summary>
/// <remarks>
/// Neither side is proved by anything: an answer is a hint to show to a player, not a server to trust. Only local addresses are answered and listened to, a few times per
/// second each. Call it on one thread; it works in Update.
/// </remarks>
/// <typeparam name="Request">What a client asks.</typeparam>
/// <typeparam name="Response">What a server answers.</typeparam>
public abstract partial class NetworkDiscoveryBase<Request, Response> : MonoBehaviour
    where Request : struct, NetworkMessage
    where Response : struct, NetworkMessage
{
    /// <summary>The handshake unless a game chooses its own, which it should.</summary>
    public const long DefaultHandshake = 0x6E69_6174_7265_76;

    // The largest datagram that travels in one piece on an ordinary network.
    private const int MaxDatagramBytes = 1_472;

    /// <summary>Whether a client asks by itself; otherwise the game calls <see cref="BroadcastDiscoveryRequest"/>.</summary>
    public bool enableActiveDiscovery = true;

    /// <summary>Where to ask, as IPv4 text; empty: everybody in the networks of this machine.</summary>
    public string BroadcastAddress = "";

    /// <summary>Seconds between questions, 1 to 60.</summary>
    public float ActiveDiscoveryInterval = 3;

    /// <summary>The transport that the server listens on; null: that of the world's <see cref="NetworkManager"/>. Servers that it cannot connect to are not shown.</summary>
    public Transport? transport;

    /// <summary>
    /// The number of this game, the same in its servers and clients. It is sent in clear, so it is no secret: it only keeps games apart. 0 is allowed, with a warning.
    /// </summary>
    public long secretHandshake = DefaultHandshake;

    /// <summary>The UDP port that servers listen on.</summary>
    protected int serverBroadcastListenPort = 47777;

    private readonly NetworkWriter _writer = new();
    private readonly NetworkReader _reader = new();
    private readonly byte[] _datagram = new byte[MaxDatagramBytes];
    private readonly SocketAddress _from = DatagramAddress.CreateEmpty();
    private DiscoveryLog? _log;
    private DiscoveryDrops? _drops;

    /// <summary>A server has answered. Raised at each answer, so that one server comes again and again; tell them apart by what they say.</summary>
    public event Action<Response>? OnServerFound;

    /// <summary>Whether this platform has broadcasts; browsers have none.</summary>
    public static bool SupportedOnThisPlatform => !OperatingSystem.IsBrowser();

    /// <summary>The number of this server, random.</summary>
    public long ServerId { get; internal set; } = RandomLong();

    /// <summary>The server of this world.</summary>
    public NetworkServer NetworkServer => world.networkServer;

    /// <summary>The client of this world.</summary>
    public NetworkClient NetworkClient => world.networkClient;

    /// <summary>Whether servers are looked for at the moment.</summary>
    public bool IsSearching => _search is not null;

    /// <summary>Whether questions are answered at the moment.</summary>
    public bool IsAdvertising => _advertising is not null;

    internal DiscoverySockets Sockets { get; set; } = UdpDiscoverySockets.Instance;

    internal DiscoveryDrops Drops => _drops ??= new DiscoveryDrops(Log);

    private DiscoveryLog Log => _log ??= new DiscoveryLog(world.LoggerFactory.CreateLogger("Tain.Discovery"));

    private double Now => world.Time.realtimeSinceStartupAsDouble;

    /// <summary>A random number, good for <see cref="secretHandshake"/> and ids.</summary>
    /// <returns>Any 64 bits.</returns>
    public static long RandomLong()
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        RandomNumberGenerator.Fill(bytes);
        return BinaryPrimitives.ReadInt64LittleEndian(bytes);
    }

    /// <summary>Advertises at once where the manager starts a server by itself. Override and call the base.</summary>
    public virtual void Start()
    {
        if (world.networkManager?.headlessStartMode == HeadlessStartOptions.AutoStartServer && SupportedOnThisPlatform) AdvertiseServer();
    }

    /// <summary>Answers, listens and asks. Override and call the base.</summary>
    public virtual void Update()
    {
        double now = Now;
        UpdateServer(now);
        UpdateClient(now);
        _drops?.LogIfDue(now);
    }

    /// <summary>Stops. Override and call the base.</summary>
    public virtual void OnDestroy() => StopDiscovery();

    /// <summary>Stops asking and answering.</summary>
    public void StopDiscovery()
    {
        StopServer();
        StopClient();
    }

    /// <summary>Tells the game of a server.</summary>
    /// <param name="response">What it said.</param>
    protected void RaiseServerFound(Response response) => OnServerFound?.Invoke(response);

    private void CheckStart()
    {
        if (!SupportedOnThisPlatform) throw new PlatformNotSupportedException("There are no broadcasts on this platform. Ask SupportedOnThisPlatform first.");
        if (secretHandshake == 0) Log.NoHandshake(gameObject.name);
    }

    // The handshake, then a message's content without its id.
    private ReadOnlySpan<byte> Write<T>(T message) where T : struct, NetworkMessage
    {
        _writer.Reset();
        _writer.WriteLong(secretHandshake);
        _writer.Write(message);
        return _writer.ToSpan();
    }

    // Serializers of a game's own types may throw on bad bytes; what throws is unreadable, and no more is made of it.
    private bool TryRead<T>(out T message)
    {
        try
        {
            message = _reader.Read<T>();
            return true;
        }
        catch (Exception)
        {
            message = default!;     // counted by the caller
            return false;
        }
    }

    private void Guard(Action<Response, IPEndPoint> script, Response response, IPEndPoint source, string name)
    {
        try
        {
            script(response, source);
        }
        catch (Exception exception)
        {
            Log.ScriptThrew(exception, name);
        }
    }
}
