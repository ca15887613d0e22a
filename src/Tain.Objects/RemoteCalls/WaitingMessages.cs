using System.Runtime.ExceptionServices;

namespace Tain;

/// <summary>
/// What a joining client got for objects that are not filled yet: calls, changes. It is handled in the order of arrival when the world is complete. (In Mirror such
/// calls run on an object without state, and such changes are undone by the older state that is applied after them.)
/// </summary>
internal sealed class WaitingMessages(NetworkClient client)
{
    // Between SpawnStarted and SpawnFinished lies one tick. A server that says the one and never the other must not fill the memory.
    private const int MaxMessages = 10_000;

    private readonly Queue<(uint NetId, Action Handle)> _messages = new();
    private bool _overflowLogged;

    public void Keep(uint netId, Action handle)
    {
        if (_messages.Count < MaxMessages)
        {
            _messages.Enqueue((netId, handle));
            return;
        }
        if (_overflowLogged) return;
        _overflowLogged = true;
        client.Log.TooMuchWaits(MaxMessages);
    }

    /// <summary>Handles all there is. One that throws does not keep the others from being handled.</summary>
    public void Release()
    {
        ExceptionDispatchInfo? failure = null;
        // What went away in the meantime needs no news.
        while (_messages.TryDequeue(out (uint NetId, Action Handle) message))
        {
            if (client.SpawnTable.Find(message.NetId) is null) continue;
            try
            {
                message.Handle();
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }
        _overflowLogged = false;
        failure?.Throw();
    }

    public void Clear()
    {
        _messages.Clear();
        _overflowLogged = false;
    }
}
