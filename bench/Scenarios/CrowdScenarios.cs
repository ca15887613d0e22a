using System.Numerics;

namespace Tain.Bench;

/// <summary>Everybody sees everything: objects that all move, and objects that all rest.</summary>
internal static class CrowdScenarios
{
    public static void Moving(TickMeter meter)
    {
        TickMeter.PrintHead("(a) connections x moving objects, all visible");
        foreach ((int clients, int objects) in new[] { (100, 100), (200, 200), (500, 500) })
            meter.Compare($"{clients} x {objects}", clients, Subjects.Tain(objects, clients), Subjects.Walk(objects, clients), MoveAll);
    }

    public static void Idle(TickMeter meter)
    {
        const int Clients = 100, Objects = 10_000;
        TickMeter.PrintHead("(b) idle objects");
        meter.Compare($"{Objects:N0} objects, {Clients} connections", Clients, Subjects.Tain(Objects, Clients), Subjects.Walk(Objects, Clients), static (_, _) => { });
    }

    private static void MoveAll(ISubject subject, int tick)
    {
        for (int i = 0; i < subject.Soldiers.Count; i++) subject.Soldiers[i].MoveTo(new Vector3(i + (tick * 0.01f), 0, i));
    }
}
