using FirstGame;
using Tain;
using Tain.Transports;

// dotnet run                          host: a server and a player in one process; others can join
// dotnet run -- join localhost Ada    a second player, in another terminal (or on another machine)
// Add the word demo at the end, and it plays by itself for three seconds.
bool joins = args is ["join", ..];
bool demo = args.Contains("demo");
bool isTerminal = !Console.IsInputRedirected && !Console.IsOutputRedirected;

using var world = new World();
Prefab apple = world.prefabs.Add("Apple", o => { o.AddComponent<NetworkIdentity>(); o.AddComponent<Apple>(); });
Prefab player = world.prefabs.Add("Player", o => { o.AddComponent<NetworkIdentity>(); o.AddComponent<Player>(); });

NetworkManager manager = world.CreateGameObject("Network").AddComponent<NetworkManager>();
manager.transport = new KcpTransport { Port = 7777 };
manager.playerPrefab = player;
var field = new Field(world, joins && args.Length > 2 ? args[2] : Environment.UserName);
world.Set(field);
if (joins)
{
    manager.networkAddress = args.Length > 1 ? args[1] : "localhost";
    manager.StartClient();
}
else
{
    try
    {
        manager.StartHost();
    }
    catch (InvalidOperationException taken)
    {
        Console.Error.WriteLine($"{taken.Message} To join the game that runs there: dotnet run -- join localhost");
        return 1;
    }
    for (int i = 0; i < 8; i++) world.networkServer.Spawn(world.Instantiate(apple));
}

using var quit = new CancellationTokenSource();
using var loop = new GameLoop(Tick);
if (isTerminal) Console.Clear();
if (demo) quit.CancelAfter(TimeSpan.FromSeconds(3));
loop.Run(quit.Token);
Console.WriteLine(field.Draw());
return 0;

void Tick(float deltaTime)
{
    if (world.networkClient.localPlayer is { } me && me.GetComponent<Player>() is { } mine) Control(mine);
    world.Tick(deltaTime);
    if (isTerminal && world.Time.frameCount % 6 == 0)
    {
        Console.SetCursorPosition(0, 0);
        Console.Write(field.Draw().Replace("\n", "\e[K\n") + "\e[J");
    }
}

void Control(Player mine)
{
    if (demo) mine.CmdStep(world.Random.Range(-1, 2), world.Random.Range(-1, 2));
    while (isTerminal && Console.KeyAvailable)
    {
        switch (Console.ReadKey(intercept: true).Key)
        {
            case ConsoleKey.LeftArrow: mine.CmdStep(-1, 0); break;
            case ConsoleKey.RightArrow: mine.CmdStep(1, 0); break;
            case ConsoleKey.UpArrow: mine.CmdStep(0, -1); break;
            case ConsoleKey.DownArrow: mine.CmdStep(0, 1); break;
            case ConsoleKey.Q: quit.Cancel(); break;
        }
    }
}
