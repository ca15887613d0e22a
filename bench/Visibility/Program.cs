using Tain;
using Tain.Bench;

// What it costs to show objects to clients, on a transport that forgets what it is given: from the changed SyncVar to the bytes of each packet.
// Beside it the straightforward walk through connections x objects, in the same run. Run it in Release: dotnet run -c Release --project bench/Visibility [ticks]
int ticks = args.Length > 0 ? int.Parse(args[0]) : 1_000;
const int Clients = 100;

Measurement.WarmUp(Joined(100), new WalkSubject(200, Clients, static (_, _) => true), changed: 100);
Console.WriteLine($"{Clients} clients, {ticks} ticks");
Console.WriteLine();
Console.WriteLine("| what | ms per tick | walk, ms per tick | ratio | bytes allocated per tick | kB sent per tick | walk |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- | --- |");
Measurement.ReportTicks("100 objects change, everybody sees them", Joined(100), new WalkSubject(200, Clients, static (_, _) => true), changed: 100, ticks);
Measurement.ReportTicks("10,000 objects, nothing changes", Joined(10_000), new WalkSubject(10_100, Clients, static (_, _) => true), changed: 0, Math.Max(10, ticks / 10));
Measurement.ReportTicks("10,000 objects, 100 change, everybody sees them", Joined(10_000), new WalkSubject(10_100, Clients, static (_, _) => true), changed: 100, Math.Max(10, ticks / 10));
Measurement.ReportTicks("1,000 objects, 100 change, each has its own half of the clients", Joined(1_000, withRule: true), new WalkSubject(1_100, Clients, HalfSight.Sees), changed: 100, ticks);
Measurement.ReportTicks("1,000 objects in 20 rooms, 100 change, each client sees one room", InRooms(1_000, 20), new WalkSubject(1_100, Clients, static (netId, id) => netId % 20 == id % 20), changed: 100, ticks);

Console.WriteLine();
Console.WriteLine("| what | ms |");
Console.WriteLine("| --- | --- |");
var crowd = new TainSubject(1_000);
NetworkConnectionToClient[] joining = [];
Console.WriteLine($"| one client joins 1,000 objects | {Measurement.Best(20, () => joining = crowd.Connect(1), () => crowd.Join(joining[0])):F3} |");
Console.WriteLine($"| {Clients} clients join 1,000 objects in one tick | {Measurement.Best(10, () => { crowd = new TainSubject(1_000); joining = crowd.Connect(Clients); }, () => JoinAll(crowd, joining)):F2} |");
Console.WriteLine($"| {Clients} clients join 1,000 objects in {Clients} ticks, the joins alone | {Enumerable.Range(0, 10).Min(_ => JoinOneByOne(new TainSubject(1_000))):F2} |");
Console.WriteLine($"| the same in one tick, each object with a list of 50 | {Measurement.Best(10, () => { crowd = WithBackpacks(1_000); joining = crowd.Connect(Clients); }, () => JoinAll(crowd, joining)):F2} |");
Console.WriteLine($"| the same in {Clients} ticks, each object with a list of 50 | {Enumerable.Range(0, 10).Min(_ => JoinOneByOne(WithBackpacks(1_000))):F2} |");
foreach (int objects in (int[])[1_000, 10_000])
{
    Console.WriteLine($"| one client joins {objects:N0} objects, its longest tick | {LongestTick(objects, clients: 1, rounds: 20):F3} |");
    Console.WriteLine($"| 10 clients join {objects:N0} objects, their longest tick | {LongestTick(objects, clients: 10, rounds: 20):F2} |");
}

TainSubject rooms = InRooms(1_000, 20);
VisibilityGroup[] places = [rooms.Server.CreateGroup("here"), rooms.Server.CreateGroup("there")];
for (int i = 1; i <= Clients; i++) places[i % 2].Subscribe(rooms.Server.connections[i]);
int moves = 0;
Console.WriteLine($"| an object moves from a group of 50 clients to another | {Measurement.Best(200, rooms.Tick, () => places[++moves % 2].Add(rooms.Soldiers[0].netIdentity)):F4} |");
TainSubject ruled = Joined(1_000, withRule: true);
HalfSight rule = ruled.World.FindObjectsByType<HalfSight>()[0];
Console.WriteLine($"| a rule rebuilds 1,100 objects for {Clients} clients, nothing changes | {Measurement.Best(20, ruled.Tick, rule.Rebuild):F2} |");

static TainSubject Joined(int objects, bool withRule = false)
{
    var subject = new TainSubject(objects);
    if (withRule) subject.World.CreateGameObject("interest").AddComponent<HalfSight>().Rebuild();
    JoinAll(subject, subject.Connect(Clients));
    subject.Tick();
    return subject;
}

static TainSubject WithBackpacks(int objects)
{
    var subject = new TainSubject(objects);
    foreach (Soldier soldier in subject.Soldiers)
    {
        for (int i = 0; i < 50; i++) soldier.backpack.Add(i);
    }
    return subject;
}

static TainSubject InRooms(int objects, int rooms)
{
    TainSubject subject = Joined(objects);
    VisibilityGroup[] groups = [.. Enumerable.Range(0, rooms).Select(i => subject.Server.CreateGroup($"room {i}"))];
    foreach (NetworkIdentity identity in subject.Server.spawned.Values) groups[identity.netId % rooms].Add(identity);
    foreach (NetworkConnectionToClient connection in subject.Server.connections.Values) groups[connection.connectionId % rooms].Subscribe(connection);
    subject.Tick();
    return subject;
}

static void JoinAll(TainSubject subject, NetworkConnectionToClient[] connections)
{
    foreach (NetworkConnectionToClient connection in connections) subject.Join(connection);
}

// With the limits of the options' defaults, from the join to the last object. Each tick counts with the best of all rounds. Milliseconds.
static double LongestTick(int objects, int clients, int rounds)
{
    List<double> best = [];
    var subject = new TainSubject(objects, new NetworkServerOptions().joinBytesPerTick);
    for (int round = 0; round < rounds; round++)
    {
        NetworkConnectionToClient[] joining = subject.Connect(clients);
        subject.Tick();
        Note(0, () => JoinAll(subject, joining));
        for (int tick = 1; joining.Any(static connection => connection.pendingSpawns > 0); tick++) Note(tick, subject.Tick);
        foreach (NetworkConnectionToClient connection in joining) subject.Server.DestroyPlayerForConnection(connection);
    }
    return best.Max();

    void Note(int tick, Action measured)
    {
        double milliseconds = Measurement.Best(1, static () => { }, measured);
        if (tick == best.Count) best.Add(milliseconds);
        else best[tick] = Math.Min(best[tick], milliseconds);
    }
}

// The state is written anew in each tick. Milliseconds.
static double JoinOneByOne(TainSubject subject)
{
    double milliseconds = 0;
    foreach (NetworkConnectionToClient connection in subject.Connect(Clients))
    {
        milliseconds += Measurement.Best(1, subject.Tick, () => subject.Join(connection));
    }
    return milliseconds;
}
