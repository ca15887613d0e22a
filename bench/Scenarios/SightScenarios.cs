using System.Diagnostics;
using System.Globalization;

namespace Tain.Bench;

/// <summary>A hundred clients and a few objects that change, seen by all, by halves and by rooms; and what single changes of sight cost.</summary>
internal static class SightScenarios
{
    private const int Clients = 100;
    private const int Rooms = 20;

    public static void Run(TickMeter meter)
    {
        TickMeter.PrintHead("(v) 100 objects change");
        Measure(meter, "100 objects, everybody sees them", Subjects.Tain(100, Clients), Subjects.Walk(100, Clients));
        Measure(meter, "10,000 objects, everybody sees them", Subjects.Tain(10_000, Clients), Subjects.Walk(10_000, Clients));
        Measure(meter, "1,000 objects, each has its own half of the clients", WithRule(1_000), Subjects.Walk(1_000, Clients, HalfSight.Sees));
        Measure(meter, $"1,000 objects in {Rooms} rooms, each client sees one room", InRooms(1_000), Subjects.Walk(1_000, Clients, static (netId, id) => netId % Rooms == id % Rooms));

        Console.WriteLine();
        Console.WriteLine("| (v) single steps | ms |");
        Console.WriteLine("|---|---|");
        Print($"{Clients} clients join 1,000 objects in {Clients} ticks, the joins alone", Enumerable.Range(0, 10).Min(_ => JoinOneByOne(new TainSubject(1_000))));
        Print("the same, each object with a list of 50", Enumerable.Range(0, 10).Min(_ => JoinOneByOne(WithBackpacks(1_000))));
        TainSubject laden = WithBackpacks(1_000);
        NetworkConnectionToClient[] joining = laden.Connect(Clients);
        Print($"{Clients} clients join them in one tick, once", Best(1, laden.Tick, () => Array.ForEach(joining, connection => laden.Join(connection))));
        TainSubject rooms = InRooms(1_000);
        VisibilityGroup[] places = [rooms.Server.CreateGroup("here"), rooms.Server.CreateGroup("there")];
        for (int i = 1; i <= Clients; i++) places[i % 2].Subscribe(rooms.Server.connections[i]);
        int moves = 0;
        Print("an object moves from a group of 50 clients to another", Best(200, rooms.Tick, () => places[++moves % 2].Add(rooms.Soldiers[0].netIdentity)));
        TainSubject ruled = WithRule(1_000);
        HalfSight rule = ruled.World.FindObjectsByType<HalfSight>()[0];
        Print($"a rule rebuilds 1,100 objects for {Clients} clients, nothing changes", Best(20, ruled.Tick, rule.Rebuild));
    }

    private static void Measure(TickMeter meter, string what, ISubject tain, ISubject walk) => meter.Compare(what, Clients, tain, walk, static (subject, tick) =>
    {
        for (int i = 0; i < 100; i++) subject.Soldiers[i].health = tick + i;
    });

    private static TainSubject WithRule(int objects)
    {
        var subject = new TainSubject(objects);
        subject.World.CreateGameObject("interest").AddComponent<HalfSight>().Rebuild();
        return Subjects.Joined(subject, Clients);
    }

    private static TainSubject WithBackpacks(int objects)
    {
        var subject = new TainSubject(objects);
        foreach (Soldier soldier in subject.Soldiers)
        {
            for (int i = 0; i < 50; i++) soldier.backpack.Add(i);
        }
        return subject;
    }

    private static TainSubject InRooms(int objects)
    {
        TainSubject subject = Subjects.Tain(objects, Clients);
        VisibilityGroup[] groups = [.. Enumerable.Range(0, Rooms).Select(i => subject.Server.CreateGroup($"room {i}"))];
        foreach (NetworkIdentity identity in subject.Server.spawned.Values) groups[identity.netId % Rooms].Add(identity);
        foreach (NetworkConnectionToClient connection in subject.Server.connections.Values) groups[connection.connectionId % Rooms].Subscribe(connection);
        subject.Tick();
        return subject;
    }

    // The state is written anew in each tick.
    private static double JoinOneByOne(TainSubject subject)
    {
        double milliseconds = 0;
        foreach (NetworkConnectionToClient connection in subject.Connect(Clients)) milliseconds += Best(1, subject.Tick, () => subject.Join(connection));
        return milliseconds;
    }

    // Milliseconds of one call, the best of several rounds: what disturbs a round is not what is measured.
    private static double Best(int rounds, Action prepare, Action measured)
    {
        double best = double.MaxValue;
        for (int i = 0; i < rounds; i++)
        {
            prepare();
            long start = Stopwatch.GetTimestamp();
            measured();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        return best;
    }

    private static void Print(string what, double milliseconds) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {what} | {milliseconds:0.0000} |"));
}
