using System.Globalization;
using Tain;
using Tain.Bench;

// What a NetworkTransform costs per tick, on the server that moves it and on a client that shows it: while all rest, while one in a hundred moves, while all move.
// One thread, memory transport, every tick sends. "none" is the same world without NetworkTransforms; the others include it.
// Run it in Release: dotnet run -c Release --project bench/Transforms [objects] [ticks]
int objects = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
int ticks = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 50;
const int Slices = 20;
Type[] kinds = [typeof(NetworkTransformReliable), typeof(NetworkTransformUnreliable), typeof(NetworkTransformHybrid)];
foreach (Type kind in kinds) WarmUp(kind);
Console.WriteLine($"{objects} objects, {Slices} times {ticks} ticks, one client; per object and tick");
Console.WriteLine();
Console.WriteLine("| kind | moving | server ns | client ns | bytes allocated per tick: server | client |");
Console.WriteLine("| --- | --- | --- | --- | --- | --- |");
Measure("none", null, CoordinateSpace.Local, 0);
foreach (Type kind in kinds)
{
    foreach (int moving in new[] { 0, objects / 100, objects }) Measure(kind.Name, kind, CoordinateSpace.Local, moving);
}
Measure("NetworkTransformReliable, world space", typeof(NetworkTransformReliable), CoordinateSpace.World, 0);

// Long enough for the compiler to have seen what is hot.
void WarmUp(Type kind)
{
    using var crowd = new Crowd(kind, 100, CoordinateSpace.Local);
    for (int i = 0; i < 100; i++) Run(crowd, 100);
}

// The best of several slices, because other work on the machine only ever adds.
void Measure(string name, Type? kind, CoordinateSpace space, int moving)
{
    using var crowd = new Crowd(kind, objects, space);
    for (int i = 0; i < 3; i++) Run(crowd, moving);     // a baseline of a Hybrid comes once a second
    double server = double.MaxValue, client = double.MaxValue;
    long serverBytes = 0, clientBytes = 0;
    for (int i = 0; i < Slices; i++)
    {
        crowd.Server.Reset();
        crowd.Client.Reset();
        Run(crowd, moving);
        server = Math.Min(server, crowd.Server.Nanoseconds);
        client = Math.Min(client, crowd.Client.Nanoseconds);
        serverBytes += crowd.Server.AllocatedBytes;
        clientBytes += crowd.Client.AllocatedBytes;
    }
    double each = (double)objects * ticks;
    Console.WriteLine($"| {name} | {moving} | {server / each:F2} | {client / each:F2} | {serverBytes / (Slices * ticks)} | {clientBytes / (Slices * ticks)} |");
}

void Run(Crowd crowd, int moving)
{
    for (int i = 0; i < ticks; i++)
    {
        crowd.Move(moving);
        crowd.Tick();
    }
}
