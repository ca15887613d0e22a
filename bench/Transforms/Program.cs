using System.Globalization;
using Tain;
using Tain.Bench;

// What a NetworkTransform costs per tick, on the server that moves it and on a client that shows it: while all rest, while one in a hundred moves, while all move.
// One thread, memory transport, every tick sends. "none" is the same world without NetworkTransforms; the others include it.
// Run it in Release: dotnet run -c Release --project bench/Transforms [objects] [ticks]
int objects = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 10_000;
int ticks = args.Length > 1 ? int.Parse(args[1], CultureInfo.InvariantCulture) : 500;
Console.WriteLine($"{objects} objects, {ticks} ticks, one client; per object and tick");
Console.WriteLine();
Console.WriteLine("| kind | moving | server ns | client ns | bytes allocated per tick |");
Console.WriteLine("| --- | --- | --- | --- | --- |");
Measure("none", null, CoordinateSpace.Local, 0);
foreach (Type kind in new[] { typeof(NetworkTransformReliable), typeof(NetworkTransformUnreliable), typeof(NetworkTransformHybrid) })
{
    foreach (int moving in new[] { 0, objects / 100, objects }) Measure(kind.Name, kind, CoordinateSpace.Local, moving);
}
Measure("NetworkTransformReliable, world space", typeof(NetworkTransformReliable), CoordinateSpace.World, 0);

void Measure(string name, Type? kind, CoordinateSpace space, int moving)
{
    using var crowd = new Crowd(kind, objects, space);
    Run(crowd, moving);
    crowd.Server.Reset();
    crowd.Client.Reset();
    long allocated = GC.GetAllocatedBytesForCurrentThread();
    Run(crowd, moving);
    allocated = GC.GetAllocatedBytesForCurrentThread() - allocated;
    double all = (double)objects * ticks;
    Console.WriteLine($"| {name} | {moving} | {crowd.Server.Nanoseconds / all:F2} | {crowd.Client.Nanoseconds / all:F2} | {allocated / ticks} |");
}

void Run(Crowd crowd, int moving)
{
    for (int i = 0; i < ticks; i++)
    {
        crowd.Move(moving);
        crowd.Tick();
    }
}
