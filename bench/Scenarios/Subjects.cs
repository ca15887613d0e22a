namespace Tain.Bench;

/// <summary>Makes both subjects alike, with clients that have joined.</summary>
internal static class Subjects
{
    public static bool Everybody(int netId, int connectionId) => true;

    public static TainSubject Tain(int objects, int clients) => Joined(new TainSubject(objects), clients);

    public static WalkSubject Walk(int objects, int clients, Func<int, int, bool>? sees = null) => Joined(new WalkSubject(objects, sees ?? Everybody), clients);

    public static T Joined<T>(T subject, int clients) where T : ISubject
    {
        foreach (NetworkConnectionToClient connection in subject.Connect(clients)) subject.Join(connection);
        subject.Tick();
        return subject;
    }
}
