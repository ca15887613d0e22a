namespace Tain;

/// <summary>An object that a rule decides about.</summary>
internal abstract class InterestObject : TrackedPlace
{
    private bool _isReported;

    /// <summary>The object; null while this record is spare.</summary>
    public NetworkIdentity? Identity
    {
        get;
        set
        {
            field = value;
            _isReported = false;
        }
    }

    /// <summary>Tells the log, once, that the object is at no place. A hostile owner repeats itself.</summary>
    public void Report()
    {
        if (_isReported) return;
        _isReported = true;
        Identity!.Debug.LogWarning($"{Identity.gameObject.path} (netId {Identity.netId}) is at a place that is no number. Who sees it, and what it sees, stays as it was.", Identity);
    }
}
