namespace Tain;

/// <summary>Coroutines that wait for one phase. Those that yield again while they are resumed wait for the next round.</summary>
internal sealed class CoroutineQueue
{
    private List<Coroutine> _waiting = [];
    private List<Coroutine> _resuming = [];

    public void Add(Coroutine coroutine) => _waiting.Add(coroutine);

    public void ResumeAll()
    {
        (_waiting, _resuming) = (_resuming, _waiting);
        for (int i = 0; i < _resuming.Count; i++) _resuming[i].Resume();
        _resuming.Clear();
    }
}
