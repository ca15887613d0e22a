namespace Tain.Scenarios.HostAndRemote.Scripts;

/// <summary>The owning client's to decide.</summary>
internal class Helm : Logged
{
    [SyncVar(hook = nameof(OnCourse))] public int course;
    public readonly SyncList<int> orders = new();

    public override string Describe() => $"course {course} orders [{string.Join(' ', orders)}]";

    private void Awake()
    {
        syncDirection = SyncDirection.ClientToServer;
        Watch(nameof(orders), orders);
    }

    private void OnCourse(int before, int now) => Hooked(nameof(course), before, now);
}
