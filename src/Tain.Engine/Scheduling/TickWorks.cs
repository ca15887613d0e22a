namespace Tain;

/// <summary>The work of a world that is active, by phase. It walks what there is to do, and nothing else.</summary>
internal sealed class TickWorks(ScriptCalls calls)
{
    private readonly OrderedSlots<TickWork, WorkPlace>[] _phases = [new(), new(), new(), new()];

    public void Add(TickWork work) => _phases[(int)work.Phase].Add(work);

    public void Remove(TickWork work) => _phases[(int)work.Phase].Remove(work);

    public void Run(TickPhase phase)
    {
        OrderedSlots<TickWork, WorkPlace> works = _phases[(int)phase];
        if (works.Count == 0) return;
        int end = works.BeginWalk();
        for (int i = 0; i < end; i++)
        {
            if (works[i] is { } work) calls.Invoke(work);
        }
        works.EndWalk();
    }

    private readonly struct WorkPlace : IPlace<TickWork>
    {
        public static ref int Of(TickWork item) => ref item.Place;
    }
}
